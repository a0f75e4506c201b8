import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { knownPeers } from './compact.ts';
import type { OnAnnounce } from './http-services.ts';
import { ports } from './names.ts';
import type { Report } from './sighting.ts';

const actions = { connect: 0, announce: 1, scrape: 2 } as const;
/** Seconds; longer than any test. */
const interval = 1800;
const announceBytes = 98;

/** BEP 15, for IPv4. */
export async function serveUdpTracker(
  address: string,
  report: Report,
  onAnnounce: OnAnnounce,
): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, from) => {
    if (bytes.length < 16) return;
    const action = bytes.readUInt32BE(8);
    const [head, transaction] = [numbers(action), bytes.subarray(12, 16)];
    const reply = (...rest: Buffer[]) =>
      socket.send(Buffer.concat([head, transaction, ...rest]), from.port, from.address);
    if (action === actions.connect) {
      report('udp-tracker', from.address, { action: 'connect' });
      reply(numbers(1, 1));
    } else if (action === actions.announce && bytes.length >= announceBytes) {
      const infoHash = bytes.toString('hex', 16, 36);
      const port = bytes.readUInt16BE(96);
      report('udp-tracker', from.address, {
        action: 'announce',
        infoHash,
        port,
        peerId: bytes.toString('hex', 36, 56),
      });
      onAnnounce({ infoHash, address: from.address, port });
      reply(numbers(interval, 0, 1), knownPeers.v4);
    } else if (action === actions.scrape) {
      reply(...Array.from({ length: (bytes.length - 16) / 20 }, () => numbers(1, 0, 0)));
    }
  });
  socket.bind(ports.udpTracker, address);
  await once(socket, 'listening');
}

/** Each in four bytes. */
function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
}
