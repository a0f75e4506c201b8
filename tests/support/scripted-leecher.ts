import { once } from 'node:events';
import { connect } from 'node:net';
import { message } from './scripted-seeder.ts';
import { until } from './until.ts';

/** A peer that connects to Warren and says what a test tells it to, byte by byte. */
export interface ScriptedLeecher extends Disposable {
  readonly isConnected: boolean;
  /** All in one segment. */
  send(...messages: readonly Buffer[]): void;
  /** Resolves when a message with this id has come; it may have come before. */
  hears(id: number): Promise<void>;
  /** The same for an extended message, by the number that this peer gave to the extension. */
  hearsExtended(number: number): Promise<void>;
}

interface Script {
  readonly infoHash: string;
  /** TCP port of Warren on loopback. */
  readonly port: number;
  /** Names and numbers of the extensions that it speaks (BEP 10); none: not even the extended handshake. */
  readonly extensions?: Readonly<Record<string, number>>;
}

const handshakeBytes = 68;
const extendedMessage = 20;

/** An extended message: 0 is the handshake, other numbers are Warren's own names for its extensions. */
export function extended(number: number, bencoded: string): Buffer {
  return message(extendedMessage, Buffer.concat([Buffer.from([number]), Buffer.from(bencoded, 'latin1')]));
}

export async function startScriptedLeecher({ infoHash, port, extensions }: Script): Promise<ScriptedLeecher> {
  const socket = connect(port, '127.0.0.1');
  const heard = new Set<number>();
  const heardExtended = new Set<number>();
  let received = Buffer.alloc(0);
  let hasHandshake = false;
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (!hasHandshake && received.length >= handshakeBytes) {
      hasHandshake = true;
      received = received.subarray(handshakeBytes);
    }
    while (hasHandshake && received.length >= 4 && received.length >= 4 + received.readUInt32BE(0)) {
      heard.add(received[4] ?? -1);
      if (received[4] === extendedMessage) heardExtended.add(received[5] ?? -1);
      received = received.subarray(4 + received.readUInt32BE(0));
    }
  });
  await once(socket, 'connect');
  const reserved = Buffer.alloc(8);
  if (extensions !== undefined) reserved[5] = 0x10;
  const names = Object.entries(extensions ?? {}).map(([name, number]) => `${name.length}:${name}i${number}e`);
  socket.write(
    Buffer.concat([
      Buffer.from('\u0013BitTorrent protocol', 'latin1'),
      reserved,
      Buffer.from(infoHash, 'hex'),
      Buffer.from('-XX0001-scriptedleec', 'latin1'),
      ...(extensions === undefined ? [] : [extended(0, `d1:md${names.join('')}ee`)]),
    ]),
  );
  return {
    get isConnected() {
      return !socket.destroyed;
    },
    send: (...messages) => void socket.write(Buffer.concat(messages)),
    async hears(id) {
      await until(() => heard.has(id), { what: `the scripted leecher hears message ${id}` });
    },
    async hearsExtended(number) {
      const what = `the scripted leecher hears extended message ${number}`;
      await until(() => heardExtended.has(number), { what });
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
}
