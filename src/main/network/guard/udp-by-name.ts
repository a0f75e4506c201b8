import type dgram from 'node:dgram';
import { isIP } from 'node:net';
import { duringAlso } from '../exposure/purpose.ts';
import { asError } from './as-error.ts';

/** An address that does not answer must leave time for the next ones: a UDP tracker is given up after 15 s. ms. */
const attemptMs = 3_000;
const maxRemembered = 200;

interface ByNameParts {
  resolve(name: string): Promise<readonly string[]>;
  readonly patienceMs?: number;
}

/** What was last sent to a name, and to which of its addresses. */
interface Talk {
  readonly addresses: readonly string[];
  /** Of the one that is being tried, or has answered. */
  at: number;
  hasAnswered: boolean;
  timer: NodeJS.Timeout | undefined;
}

type OnSent = (error: Error | null, bytes?: number) => void;

/**
 * Lets sockets of the guard send to names. By UDP nobody says that he is not there, so all addresses of a name are tried
 * one after the other with the same packet, until one answers; from then on that one is meant. Every packet leaves by the
 * guard's own `send`, from the same socket, and each address must be one that this door may talk to.
 */
export function makeUdpByName({ resolve, patienceMs = attemptMs }: ByNameParts) {
  /** By name, the address that answered last: it is tried first. */
  const answered = new Map<string, string>();

  function remember(name: string, address: string): void {
    answered.delete(name);
    answered.set(name, address);
    const [oldest] = answered.keys();
    if (answered.size > maxRemembered && oldest !== undefined) answered.delete(oldest);
  }

  async function addressesOf(name: string, family: 4 | 6): Promise<string[]> {
    const found = (await resolve(name)).filter((address) => isIP(address) === family);
    if (found.length === 0)
      throw Object.assign(new Error(`${name} has no IPv${family} address.`), { code: 'ENOTFOUND' });
    const last = answered.get(name);
    return found.toSorted((one, other) => Number(other === last) - Number(one === last));
  }

  return (socket: dgram.Socket, family: 4 | 6): dgram.Socket => {
    const sendToAddress = socket.send.bind(socket) as (...given: unknown[]) => void;
    const talks = new Map<string, Promise<Talk>>();

    /** Forms in use: `(bytes, port, host, cb?)`, `(bytes, offset, length, port, host, cb?)`. */
    function send(...given: unknown[]): void {
      // The last text: a tracker client gives the port as text too.
      const hostAt = given.findLastIndex((argument, index) => index > 0 && typeof argument === 'string');
      const host = given[hostAt];
      if (typeof host !== 'string' || isIP(host) !== 0) return sendToAddress(...given);
      const [bytes, ...rest] = given.slice(0, hostAt);
      const onSent = given.slice(hostAt + 1).find((argument) => typeof argument === 'function') as
        OnSent | undefined;
      // Sent again later: its owner may use the memory for something else by then.
      const packet = [bytes instanceof Uint8Array ? Uint8Array.from(bytes) : bytes, ...rest];
      const talk = talks.get(host) ?? begin(host);
      talks.set(host, talk);
      talk.then(
        (one) => duringAlso({ host }, () => attempt(one, packet, told(onSent))),
        (error: unknown) => {
          talks.delete(host);
          told(onSent)(asError(error));
        },
      );
    }

    async function begin(name: string): Promise<Talk> {
      const addresses = await addressesOf(name, family);
      const talk: Talk = { addresses, at: 0, hasAnswered: false, timer: undefined };
      socket.on('message', (_bytes, from) => {
        const at = addresses.indexOf(from.address);
        // One that has not been asked cannot answer.
        if (at === -1 || at > talk.at || talk.hasAnswered) return;
        Object.assign(talk, { at, hasAnswered: true });
        clearTimeout(talk.timer);
        remember(name, from.address);
      });
      socket.once('close', () => clearTimeout(talk.timer));
      return talk;
    }

    function attempt(talk: Talk, packet: readonly unknown[], onSent: OnSent): void {
      clearTimeout(talk.timer);
      const mine = talk.at;
      const isLast = mine === talk.addresses.length - 1;
      const next = () => {
        if (talk.at !== mine) return; // that one is past already
        talk.at++;
        attempt(talk, packet, onSent);
      };
      try {
        sendToAddress(...packet, talk.addresses[mine], (error: Error | null, bytes?: number) => {
          if (error === null || isLast || talk.hasAnswered) {
            onSent(error, bytes);
            return;
          }
          clearTimeout(talk.timer);
          next();
        });
      } catch (error) {
        onSent(asError(error)); // it was closed while the name was looked up
        return;
      }
      if (!isLast && !talk.hasAnswered) talk.timer = setTimeout(next, patienceMs).unref();
    }

    /** Whoever gave no callback hears of an error as Node would tell him; of a packet that was sent, once. */
    function told(onSent: OnSent | undefined): OnSent {
      let isTold = false;
      return (error, bytes) => {
        if (isTold) return;
        isTold = true;
        if (onSent !== undefined) onSent(error, bytes);
        else if (error !== null && socket.listenerCount('error') > 0) socket.emit('error', error);
      };
    }

    // Not by assignment: see udp.ts.
    Object.defineProperty(socket, 'send', { value: send });
    return socket;
  };
}
