import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startHonestLeecher } from '../support/honest-leecher.ts';
import { until } from '../support/until.ts';
import { attackerAddress } from './attack.ts';
import { utpPacket } from './inputs/utp-packets.ts';
import { endless, manyInputs, seeded } from './seed.ts';
import { startTarget } from './target.ts';

/** Between two looks at everybody else. */
const packetsEach = 500;
/** A new attacker after so many packets. */
const packetsFromOne = 50;

/** SYN with version 1, a number and a window; the answer is STATE to the same number. */
const syn = Buffer.from('410000070000000000000000001000000001' + '0000', 'hex');

async function openAttacker(address: string) {
  const socket = createSocket('udp4');
  let answers = 0;
  socket.on('message', (packet) => {
    if (packet[0] === 0x21 && packet.readUInt16BE(2) === 7) answers++;
  });
  socket.bind(0, address);
  await once(socket, 'listening');
  return {
    send: (packet: Buffer, port: number) =>
      new Promise<void>((resolve) => socket.send(packet, port, '127.0.0.1', () => resolve())),
    answers: () => answers,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void socket.close(() => resolve())),
  };
}

test(
  'whatever comes to its uTP socket, it answers who greets properly, and peers are served',
  { timeout: 400_000 },
  async () => {
    await using target = await startTarget({ utp: true });
    using leecher = await startHonestLeecher({
      torrent: target.seeding,
      port: target.port,
      from: '127.0.0.1',
    });
    const packets = endless(utpPacket);

    await seeded(target, async () => {
      for (let sent = 0; sent < manyInputs(10_000); sent += packetsEach) {
        for (let visits = 0; visits < packetsEach / packetsFromOne; visits++) {
          await using attacker = await openAttacker(attackerAddress());
          for (let n = 0; n < packetsFromOne; n++) await attacker.send(packets.next().value, target.port);
        }
        await using honest = await openAttacker('127.0.0.1');
        await until(
          async () => {
            // It may get lost: where packets come in floods, some are dropped.
            await honest.send(syn, target.port);
            target.isUnharmed();
            return honest.answers() > 0;
          },
          { what: 'an answer to a proper SYN' },
        );
        await leecher.isServed();
      }
    });
    target.isUnharmed();
    expect(leecher).toMatchObject({ wrongBlocks: 0, isConnected: true });
  },
);
