import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { message } from './scripted-seeder.ts';

/** Kinds of messages (BEP 3, 5, 6, 10). */
export const messageId = {
  choke: 0,
  unchoke: 1,
  interested: 2,
  notInterested: 3,
  have: 4,
  bitfield: 5,
  request: 6,
  piece: 7,
  cancel: 8,
  port: 9,
  suggest: 13,
  haveAll: 14,
  haveNone: 15,
  reject: 16,
  allowedFast: 17,
  extended: 20,
} as const;

export const handshakeBytes = 68;

/** Reserved bits: the extension protocol, fast, and the DHT. */
export const speaksAll = Buffer.from([0, 0, 0, 0, 0, 0x10, 0, 0x05]);
export const speaksPlain = Buffer.alloc(8);

/** @param infoHash 40 hex characters. @param peerId 20 characters */
export function handshake(infoHash: string, peerId: string, reserved = speaksAll): Buffer {
  return Buffer.concat([
    Buffer.from('\u0013BitTorrent protocol', 'latin1'),
    reserved,
    Buffer.from(infoHash, 'hex'),
    Buffer.from(peerId, 'latin1'),
  ]);
}

/** A message of 32-bit numbers: have, request, cancel, … */
export function numbers(id: number, ...values: readonly number[]): Buffer {
  const payload = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) payload.writeUInt32BE(value, 4 * at);
  return message(id, payload);
}

/** A bare TCP connection on loopback. All of 127.0.0.0/8 is this computer: each peer can have an address of its own. */
export interface RawPeer extends Disposable {
  readonly socket: Socket;
  readonly isOver: boolean;
  /** Resolves when the connection has ended, whoever ended it. */
  readonly over: Promise<void>;
  send(...parts: readonly Uint8Array[]): void;
}

interface Line {
  readonly port: number;
  readonly from: string;
  /** Everything after the other's handshake, cut into messages. */
  readonly onMessage?: (id: number, payload: Buffer) => void;
}

/** Resolves when the connection stands or has been refused. */
export async function openRawPeer({ port, from, onMessage }: Line): Promise<RawPeer> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from, noDelay: true });
  socket.on('error', () => undefined);
  const over = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  if (onMessage === undefined) socket.resume();
  else socket.on('data', makeCutter(onMessage));
  await Promise.race([once(socket, 'connect'), over]).catch(() => undefined);
  return {
    socket,
    over,
    get isOver() {
      return socket.destroyed;
    },
    send(...parts) {
      if (!socket.destroyed) socket.write(Buffer.concat(parts));
    },
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

/** Cuts a stream into messages, the handshake left out. */
export function makeCutter(onMessage: (id: number, payload: Buffer) => void): (chunk: Buffer) => void {
  let received = Buffer.alloc(0);
  let hasHandshake = false;
  return (chunk) => {
    received = Buffer.concat([received, chunk]);
    if (!hasHandshake) {
      if (received.length < handshakeBytes) return;
      hasHandshake = true;
      received = received.subarray(handshakeBytes);
    }
    while (received.length >= 4 && received.length >= 4 + received.readUInt32BE(0)) {
      const end = 4 + received.readUInt32BE(0);
      if (end > 4) onMessage(received[4] ?? 0, received.subarray(5, end));
      received = received.subarray(end);
    }
  };
}
