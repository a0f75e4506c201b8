import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startGatedSeeder } from '../support/gated-seeder.ts';
import { startHonestLeecher } from '../support/honest-leecher.ts';
import { handshake } from '../support/raw-peer.ts';
import { attack } from './attack.ts';
import { extendedMessage } from './inputs/extended.ts';
import { forbiddenMessage, oddMessage } from './inputs/messages.ts';
import { endless, manyInputs, seeded } from './seed.ts';
import { madeOf, startTarget } from './target.ts';

const patience = { timeout: 400_000 };
/** What one attacker says before it says what nobody may. */
const most = 24;

test(
  'a storm of odd and forbidden messages harms nobody, and all who sent them are sent away',
  patience,
  async () => {
    await using target = await startTarget();
    const downloading = madeOf('downloading.flac', 60);
    await using seeder = await startGatedSeeder({ torrent: downloading, host: '127.0.0.2' });
    await target.addTorrent(downloading, '--peer', seeder.address);
    await target.warren.reaches(downloading.infoHash, 'downloading');
    const unknown = madeOf('unknown.flac', 3);
    await target.addMagnet(unknown);
    using leecher = await startHonestLeecher({
      torrent: target.seeding,
      port: target.port,
      from: '127.0.0.1',
    });
    await leecher.isServed();

    const scripts = endless(
      fc.constantFrom(target.seeding, downloading, unknown).chain((torrent) =>
        fc.record({
          torrent: fc.constant(torrent),
          odd: fc.array(fc.oneof(oddMessage(torrent), extendedMessage), { minLength: 8, maxLength: most }),
          forbidden: forbiddenMessage(torrent),
        }),
      ),
    );

    await seeded(target, async () => {
      const { inputs, kept } = await attack(
        { port: target.port, inputs: manyInputs(75_000) },
        (peer) => {
          const { torrent, odd, forbidden } = scripts.next().value;
          // Before the description is there, a piece or a bitfield can be anything.
          const last = torrent === unknown ? tooLong : forbidden;
          peer.send(handshake(torrent.infoHash, '-XX0001-messagestorm'));
          for (const message of odd) peer.send(message);
          peer.send(last);
          return Promise.resolve({ inputs: odd.length + 1, lastWords: last });
        },
        async () => {
          await leecher.isServed();
          seeder.allow(10);
          await seeder.hasGivenAll();
          target.isUnharmed();
        },
      );
      expect({ inputs: inputs >= manyInputs(75_000), kept }).toEqual({ inputs: true, kept: [] });
    });

    expect(leecher).toMatchObject({ wrongBlocks: 0, isConnected: true });
    seeder.allow(Infinity);
    await target.warren.reaches(downloading.infoHash, 'seeding');
    expect(downloading.data.equals(await readFile(target.pathOf(downloading)))).toBe(true);
    target.isUnharmed();
  },
);

/** 2 GiB, of which 100 bytes come. */
const tooLong = Buffer.concat([Buffer.from('7fffffff07', 'hex'), Buffer.alloc(100)]);
