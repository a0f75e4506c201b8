// What `node:dgram` is inside an engine process.
import dgram from 'node:dgram';
import { theDoor } from '../door.ts';
import { resolveName } from '../resolver.ts';
import { makeUdpByName } from '../udp-by-name.ts';
import { openUdp } from '../udp.ts';

export * from 'node:dgram';

type OnMessage = (data: Buffer, from: dgram.RemoteInfo) => void;

const sendingByName = makeUdpByName({ resolve: resolveName });

export function createSocket(
  options: dgram.SocketType | dgram.SocketOptions,
  onMessage?: OnMessage,
): dgram.Socket {
  const wanted = typeof options === 'string' ? { type: options } : options;
  const socket = openUdp(wanted, onMessage);
  return theDoor().proxy === null ? sendingByName(socket, wanted.type === 'udp6' ? 6 : 4) : socket;
}

export default { ...dgram, createSocket };
