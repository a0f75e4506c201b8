import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { noteLeaving } from '../exposure/purpose.ts';
import { openUdp } from '../guard/udp.ts';

/** Both protocols, RFC 6886 and 6887. */
const gatewayPort = 5351;

/** Questions to one gateway and its answers, over one socket. */
export interface Dialogue extends Disposable {
  /** Ours, as the gateway sees it. */
  readonly ownAddress: string;
  /**
   * Sends the same question again after each wait, until an answer is read as something.
   * @returns undefined when there was none, at once where the gateway says that nobody listens
   */
  ask<T>(
    question: Buffer,
    read: (answer: Buffer) => T | undefined,
    waitsMs: readonly number[],
  ): Promise<T | undefined>;
}

/** @throws Error where the gateway cannot be reached from here */
export async function openDialogue(gateway: string): Promise<Dialogue> {
  const socket = openUdp({ type: isIPv6(gateway) ? 'udp6' : 'udp4' });
  try {
    // Connected, the kernel delivers nothing from anybody else and tells which address of ours it takes.
    socket.connect(gatewayPort, gateway);
    await once(socket, 'connect');
  } catch (error) {
    socket.close();
    throw error;
  }
  socket.on('error', () => undefined); // also told to who asks, below
  return {
    ownAddress: socket.address().address,
    async ask<T>(question: Buffer, read: (answer: Buffer) => T | undefined, waitsMs: readonly number[]) {
      using listening = new DisposableStack();
      const answered = new Promise<T | 'closed'>((resolve) => {
        const onMessage = (bytes: Buffer, from: { readonly address: string; readonly port: number }) => {
          if (from.address !== gateway || from.port !== gatewayPort) return;
          const answer = read(bytes);
          if (answer !== undefined) resolve(answer);
        };
        // ECONNREFUSED (nobody listens there), or the door has shut.
        const onEnd = () => resolve('closed');
        socket.on('message', onMessage).on('error', onEnd).on('close', onEnd);
        listening.defer(() => socket.off('message', onMessage).off('error', onEnd).off('close', onEnd));
      });
      for (const waitMs of waitsMs) {
        try {
          socket.send(question);
          noteLeaving(gateway, gatewayPort, { transport: 'udp' });
        } catch {
          return undefined; // closed meanwhile
        }
        const answer = await Promise.race([answered, pause(waitMs, listening)]);
        if (answer === 'closed') return undefined;
        if (answer !== 'silence') return answer;
      }
      return undefined;
    },
    [Symbol.dispose]: () => {
      try {
        socket.close();
      } catch {
        // The door has closed it.
      }
    },
  };
}

function pause(milliseconds: number, until: DisposableStack): Promise<'silence'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('silence'), milliseconds);
    until.defer(() => clearTimeout(timer));
  });
}
