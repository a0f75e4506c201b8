import { expect, test } from 'vitest';
import { startHonestLeecher } from '../support/honest-leecher.ts';
import { until } from '../support/until.ts';
import { attack } from './attack.ts';
import { makeInitiator, secondMessage, wrongKeyExchange } from './inputs/encryption.ts';
import { wrongHandshake } from './inputs/handshakes.ts';
import { endless, manyInputs, seeded } from './seed.ts';
import { startTarget } from './target.ts';

const patience = { timeout: 400_000 };
const keyBytes = 96;

test(
  'whoever says anything else than a handshake is sent away, and nobody else notices',
  patience,
  async () => {
    await using target = await startTarget();
    using leecher = await startHonestLeecher({
      torrent: target.seeding,
      port: target.port,
      from: '127.0.0.1',
    });
    const handshakes = endless(wrongHandshake(target.seeding.infoHash));

    await seeded(target, async () => {
      const { kept } = await attack(
        { port: target.port, inputs: manyInputs(5_000) },
        (peer) => {
          const bytes = handshakes.next().value;
          peer.send(bytes);
          peer.socket.end();
          return Promise.resolve({ inputs: 1, lastWords: bytes });
        },
        async () => {
          await leecher.isServed();
          target.isUnharmed();
        },
      );
      expect(kept).toEqual([]);
    });
    expect(leecher).toMatchObject({ wrongBlocks: 0, isConnected: true });
  },
);

test(
  'keys and messages that are no encrypted handshake end the connection and nothing else',
  patience,
  async () => {
    await using target = await startTarget();
    using leecher = await startHonestLeecher({
      torrent: target.seeding,
      port: target.port,
      from: '127.0.0.1',
    });
    const firsts = endless(wrongKeyExchange);
    const seconds = endless(secondMessage);
    const initiator = makeInitiator();
    let visits = 0;

    await seeded(target, async () => {
      const { kept } = await attack(
        { port: target.port, inputs: manyInputs(3_000) },
        async (peer) => {
          // One in three gets as far as the second message.
          if (visits++ % 3 !== 0) {
            const bytes = firsts.next().value;
            peer.send(bytes);
            peer.socket.end();
            return { inputs: 1, lastWords: bytes };
          }
          let heard = Buffer.alloc(0);
          peer.socket.on('data', (chunk) => (heard = Buffer.concat([heard, chunk])));
          peer.send(initiator.publicKey);
          await until(() => peer.isOver || heard.length >= keyBytes, {
            what: 'a key comes back, or nothing',
          });
          const wrong = seconds.next().value;
          if (peer.isOver) return { inputs: 1, lastWords: initiator.publicKey };
          const answer = initiator.answer(target.seeding.infoHash, heard.subarray(0, keyBytes), wrong);
          peer.send(answer);
          peer.socket.end();
          return { inputs: 2, lastWords: answer };
        },
        async () => {
          await leecher.isServed();
          target.isUnharmed();
        },
      );
      expect(kept).toEqual([]);
    });
    expect(leecher).toMatchObject({ wrongBlocks: 0, isConnected: true });
  },
);
