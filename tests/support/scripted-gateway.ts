import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

/** A gateway that answers what the test wants, on port 5351 of a loopback address of its own. */
export interface ScriptedGateway extends Disposable {
  readonly address: string;
  /** Every question, the first first. */
  readonly questions: readonly Buffer[];
  /** Where the last question came from. */
  asker(): { readonly address: string; readonly port: number };
}

let last = 10;

/** @param script what it answers to the question of this number; nothing where that is undefined */
export async function startGateway(
  script: (question: Buffer, number: number) => Buffer | readonly Buffer[] | undefined,
): Promise<ScriptedGateway> {
  last += 1;
  // Suites run side by side.
  const address = `127.${process.pid % 200}.${Math.floor(process.pid / 200) % 250}.${last}`;
  const socket = createSocket('udp4').bind(5351, address);
  await once(socket, 'listening');
  const questions: Buffer[] = [];
  let asker: RemoteInfo | undefined;
  socket.on('message', (bytes, from) => {
    asker = from;
    questions.push(bytes);
    const said = script(bytes, questions.length - 1);
    if (said !== undefined)
      for (const one of Buffer.isBuffer(said) ? [said] : said) socket.send(one, from.port, from.address);
  });
  return {
    address,
    questions,
    asker() {
      if (asker === undefined) throw new Error('Nobody has asked.');
      return asker;
    },
    [Symbol.dispose]: () => void socket.close(),
  };
}

interface Granted {
  readonly externalPort?: number;
  readonly lifetimeSeconds?: number;
  readonly epochSeconds?: number;
  readonly result?: number;
  /** Four numbers. */
  readonly externalAddress?: readonly number[];
}

/** RFC 6887, 11.1: the answer to a MAP question. */
export function answerPcp(question: Buffer, granted: Granted = {}): Buffer {
  const { externalPort = 45_000, lifetimeSeconds = 60, epochSeconds = 1_000, result = 0 } = granted;
  const bytes = Buffer.from(question);
  bytes[1] = 0x81;
  bytes[3] = result;
  bytes.writeUInt32BE(lifetimeSeconds, 4);
  bytes.writeUInt32BE(epochSeconds, 8);
  bytes.fill(0, 12, 24);
  bytes.writeUInt16BE(externalPort, 42);
  bytes.set([0xff, 0xff, ...(granted.externalAddress ?? [198, 51, 100, 2])], 54);
  return bytes;
}

/** RFC 6886, 3.3: the answer to a mapping question, or to one for the address. */
export function answerNatPmp(question: Buffer, granted: Granted = {}): Buffer {
  const { externalPort = 45_000, lifetimeSeconds = 60, epochSeconds = 1_000, result = 0 } = granted;
  const operation = question[1] ?? 0;
  const bytes = Buffer.alloc(operation === 0 ? 12 : 16);
  bytes[1] = operation | 0x80;
  bytes.writeUInt16BE(result, 2);
  bytes.writeUInt32BE(epochSeconds, 4);
  if (operation === 0) bytes.set(granted.externalAddress ?? [198, 51, 100, 2], 8);
  else {
    bytes.writeUInt16BE(question.readUInt16BE(4), 8);
    bytes.writeUInt16BE(externalPort, 10);
    bytes.writeUInt32BE(lifetimeSeconds, 12);
  }
  return bytes;
}

/** RFC 6886, 3.5: what a gateway that knows only NAT-PMP says to PCP. */
export const notThisVersion = Buffer.from([0, 0x80, 0, 1, 0, 0, 0, 9]);

export const isPcp = (question: Buffer) => question[0] === 2;
