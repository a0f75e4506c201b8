import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { runSwarm, type MemberKind } from './swarm.ts';

// So slow that two cores have little to do, so large that it takes several rounds of every choker.
const KiB = 1_024;
const sizeBytes = 20 * 1_024 * KiB;
const seedBps = 512 * KiB;
const leecherBps = 256 * KiB;

const several = (count: number, kind: MemberKind) => Array.from({ length: count }, () => kind);
const leechers = [
  ...several(6, 'Warren'),
  ...several(5, 'aria2'),
  ...several(5, 'libtorrent'),
  ...several(3, 'Transmission'),
  ...several(1, 'free rider'),
];
const givers = leechers.length - 1;

/** Of a full packet on the line: 1448 bytes of 1514 are what it is sent for, the rest are heads of Ethernet, IP and TCP. */
const payloadShare = 1_448 / 1_514;
/** Nobody can be faster: the seed sends each byte once at least, and all who give send each byte to all who take. */
const idealSeconds =
  Math.max(sizeBytes / seedBps, (leechers.length * sizeBytes) / (seedBps + givers * leecherBps)) /
  payloadShare;

describeWith(
  ['network namespaces (root)', 'aria2c', 'transmission-daemon', 'python3-libtorrent'],
  'a swarm of one seed, nineteen leechers of four kinds, and one that gives nothing',
  () => {
    test(
      'all get everything, nearly as fast as can be, and who gives nothing gets little',
      // Whom the others let in is chance: once a free rider is lucky, twice in a row it is no luck.
      { timeout: 500_000, retry: 1 },
      async () => {
        await using folder = await makeTempFolder();
        const data = randomBytes(sizeBytes);
        const swarm = await runSwarm(folder.path, {
          data,
          pieceSizeBytes: 64 * KiB,
          seedBps,
          leecherBps,
          leechers,
          patienceMs: 4_000 * idealSeconds,
        });
        const told = JSON.stringify({ idealSeconds, ...swarm });
        // The free rider keeps nothing; it has compared each piece with its hash.
        const kept = swarm.finished.filter(({ kind }) => kind !== 'free rider');
        for (const { folder: got } of kept)
          expect((await readFile(join(got, 'film.mkv'))).equals(data), got).toBe(true);
        const tooLate = (factor: number) => kept.filter(({ seconds }) => seconds > factor * idealSeconds);
        expect(
          tooLate(1.3).filter(({ kind }) => kind === 'Warren'),
          told,
        ).toEqual([]);
        // Measured: libtorrent and Transmission come last, all within seconds, 1.22 to 1.29 times the ideal at
        // this bandwidth, after Warren and aria2; they serve the free rider more than an even share, Warren less.
        expect(tooLate(1.6), told).toEqual([]);
        // It is one of few that is lucky or not: what it gets in the mean of many swarms is in tests/unit/engine/choker.
        const evenShareBytes = swarm.warrensSentBytes / (leechers.length - 1);
        expect(swarm.riderFromWarrensBytes, told).toBeLessThan(evenShareBytes);
        // From all together, when the median of those who give has everything: 0.50 to 0.82 was measured, for libtorrent
        // and Transmission serve it more. Afterwards there are seeds with slots for whoever is left.
        expect(swarm.riderAtHalf, told).toBeLessThan(0.9);
      },
    );
  },
);
