import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTorrent } from '../support/made-torrent.ts';
import { makeNeighbourhood } from '../support/neighbourhood.ts';
import { describeWithField } from '../support/profile-field.ts';
import { runMember, tellingTracker } from '../support/run-member.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import type { ResidentKind } from './utp-resident.ts';

const residentScript = join(import.meta.dirname, 'utp-resident.ts');
const lineBps = 20_000_000;
const name = 'film.mkv';

const pairs: readonly { readonly seeder: ResidentKind; readonly leecher: ResidentKind }[] = [
  { seeder: 'Transmission', leecher: 'Warren' },
  { seeder: 'Warren', leecher: 'Transmission' },
];

/** Transmission cannot do without TCP: the way between two homes can. What goes to the tracker is let through. */
const refuseTcpBut = (tracker: string) => `nft -f - <<'END'
table inet no_tcp {
  chain out { type filter hook output priority filter;
    oifname line ip daddr != ${tracker} meta l4proto tcp reject with tcp reset
  }
}
END`;

describeWithField(
  'utp',
  ['network namespaces (root)', 'nftables', 'transmission-daemon'],
  'uTP with Transmission, where no TCP gets through',
  () => {
    // Ten seconds until Transmission unchokes anybody, or asks; what it has not read would keep it waiting for a hundred.
    const patience = { timeout: 80_000 };
    test.concurrent.for(pairs)(
      '$leecher downloads what $seeder seeds',
      patience,
      async ({ seeder, leecher }) => {
        await using stack = new AsyncDisposableStack();
        const folder = stack.use(await makeTempFolder());
        const at = (...names: string[]) => join(folder.path, ...names);
        const neighbourhood = stack.use(makeNeighbourhood());
        const { hub } = neighbourhood;
        const tracker = stack.use(runMember(hub.network, tellingTracker, [hub.address]));
        const { url } = (await tracker.next()) as { url: string };
        const data = randomBytes(5_000_000);
        const torrentFile = at('film.torrent');
        await writeFile(
          torrentFile,
          makeTorrent({ name, data, pieceSizeBytes: 65_536, trackers: [url] }).file,
        );
        await mkdir(at('seeds'));
        await writeFile(at('seeds', name), data);

        const settle = (kind: ResidentKind, target: string) => {
          const { address, network } = neighbourhood.build(lineBps);
          network.shell(refuseTcpBut(hub.address));
          const member = stack.use(
            runMember(network, residentScript, [kind, at(kind), address, torrentFile, target]),
          );
          return { kind, member };
        };
        const [seed, taker] = [settle(seeder, at('seeds')), settle(leecher, at('downloads'))];
        for (const { member } of [seed, taker]) expect(await member.next()).toEqual({ isReady: true });

        seed.member.nudge();
        expect(await seed.member.next()).toEqual({ hasEverything: true });
        // Who comes is told of it.
        expect(await tracker.next()).toMatchObject({ event: 'start' });
        taker.member.nudge();
        expect(await taker.member.next()).toEqual({ hasEverything: true });

        expect((await readFile(at('downloads', name))).equals(data)).toBe(true);
        const { member: warren } = [seed, taker].find(({ kind }) => kind === 'Warren') ?? seed;
        warren.nudge();
        expect(await warren.next()).toEqual({ transports: ['utp'] });
      },
    );
  },
);
