// What `node:dgram` is inside an engine process.
import dgram from 'node:dgram';
import { lookupForUdp } from '../resolver.ts';
import { openUdp } from '../udp.ts';

export * from 'node:dgram';

type OnMessage = (data: Buffer, from: dgram.RemoteInfo) => void;

export function createSocket(
  options: dgram.SocketType | dgram.SocketOptions,
  onMessage?: OnMessage,
): dgram.Socket {
  const wanted = typeof options === 'string' ? { type: options } : options;
  return openUdp({ lookup: lookupForUdp, ...wanted }, onMessage);
}

export default { ...dgram, createSocket };
