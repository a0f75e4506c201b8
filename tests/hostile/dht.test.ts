import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startHonestLeecher } from '../support/honest-leecher.ts';
import { until } from '../support/until.ts';
import { dhtPacket } from './inputs/dht-packets.ts';
import { endless, manyInputs, seeded } from './seed.ts';
import { startTarget } from './target.ts';

/** Between two questions that must be answered. */
const packetsEach = 100;

const ping = Buffer.from('d1:ad2:id20:abcdefghij0123456789e1:q4:ping1:t2:hi1:y1:qe');

/** A node that everybody enters the DHT by, and that says what it likes. */
async function startHostileNode() {
  const socket = createSocket('udp4');
  let warren: RemoteInfo | undefined;
  let answers = 0;
  socket.on('message', (packet, from) => {
    warren = from;
    if (packet.includes('1:t2:hi') && packet.includes('1:y1:r')) answers++;
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const isMet = () => warren;
  return {
    address: `127.0.0.1:${socket.address().port}`,
    meetsWarren: () => until(isMet, { what: 'Warren enters the DHT' }),
    send: (packet: Buffer, { port }: RemoteInfo) =>
      new Promise<void>((resolve) => socket.send(packet, port, '127.0.0.1', () => resolve())),
    answers: () => answers,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void socket.close(() => resolve())),
  };
}

test(
  'whatever comes to its DHT node, it answers who asks properly, and peers are served',
  { timeout: 400_000 },
  async () => {
    await using node = await startHostileNode();
    const discovery = { dht: true, dhtBootstrap: [node.address], pex: false };
    await using target = await startTarget({ discovery });
    using leecher = await startHonestLeecher({
      torrent: target.seeding,
      port: target.port,
      from: '127.0.0.1',
    });
    const warren = await node.meetsWarren();
    const packets = endless(dhtPacket);

    await seeded(target, async () => {
      for (let sent = 0; sent < manyInputs(10_000); sent += packetsEach) {
        for (let n = 0; n < packetsEach; n++) await node.send(packets.next().value, warren);
        const before = node.answers();
        await until(
          async () => {
            // It may get lost: where packets come in floods, some are dropped.
            await node.send(ping, warren);
            target.isUnharmed();
            return node.answers() > before;
          },
          { what: 'its DHT node answers' },
        );
        target.isUnharmed();
      }
      await leecher.isServed();
    });
    expect(leecher).toMatchObject({ wrongBlocks: 0, isConnected: true });
  },
);
