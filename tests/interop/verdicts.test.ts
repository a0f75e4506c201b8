import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tracker as TrackerRow } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { startTracker } from '../support/trackers.ts';
import { until } from '../support/until.ts';

/* Where a verdict of exposure is true, and where it is not, as the command line says it. */

async function codesOf(warren: Instance, id: string): Promise<string[]> {
  const { verdicts } = await warren.json<{ verdicts: { code: string }[] }>('exposure', id);
  return verdicts.map(({ code }) => code);
}

/** Waits for the verdict, and answers with all that are true then. */
async function judgedAs(warren: Instance, id: string, code: string): Promise<string[]> {
  let last: readonly string[] = [];
  return until(
    async () => {
      const codes = await codesOf(warren, id);
      last = codes;
      return codes.includes(code) && codes;
    },
    { what: () => `${code} is said; it says: ${last.join(', ') || 'nothing'}` },
  );
}

/** How many seeds the tracker has told of. */
const seedsToldOf = (warren: Instance, id: string, seeds: number) =>
  until(async () => (await warren.call<TrackerRow[]>('torrents.trackers', { id }))[0]?.seeds === seeds, {
    what: `the tracker tells of ${seeds} seeds`,
  });

describeWith(['python3-libtorrent'], 'verdicts of exposure', () => {
  test('the last seeder is told so, and two torrents can be linked by peer id, else by port', async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    for (const name of ['rare', 'shared']) await writePayload(at(name), { 'song.flac': 100_000 });
    await using tracker = await startTracker();
    await using other = await startLibtorrent();
    const trackers = [tracker.http];
    const [rareFile, sharedFile] = [at('rare.torrent'), at('shared.torrent')];
    await other.make(at('rare'), rareFile, { trackers });
    await other.make(at('shared'), sharedFile, { trackers });
    await other.add(sharedFile, folder.path);
    await using warren = await startInstance({ dataDir: at('warren') });

    const rare = await warren.json('add', rareFile, '--to', folder.path);
    await warren.reaches(rare.id, 'seeding');
    const alone = await judgedAs(warren, rare.id, 'last-seeder');
    expect(alone.filter((code) => code.startsWith('linkable'))).toEqual([]);

    const shared = await warren.json('add', sharedFile, '--to', at('got'));
    await warren.reaches(shared.id, 'seeding');
    await seedsToldOf(warren, shared.id, 2);
    const together = await judgedAs(warren, shared.id, 'linkable-peer-id');
    expect(together).not.toContain('last-seeder');
    expect(together).not.toContain('linkable-port');
    expect(await judgedAs(warren, rare.id, 'last-seeder')).toContain('linkable-peer-id');

    /** By what the tracker knows us, the latest of each torrent. */
    const known = () =>
      [rare, shared].map(({ id }) =>
        tracker.announcers.findLast(({ infoHash, peerId }) => infoHash === id && isOurs(peerId)),
      );
    const isOurs = (peerId: string) => Buffer.from(peerId, 'hex').toString('latin1').startsWith('-WN');
    const [one, two] = known();
    expect({ peerId: one?.peerId, port: one?.port }).toEqual({ peerId: two?.peerId, port: two?.port });
    const before = tracker.announces.length;
    await warren.json('profile', 'set', 'Open', 'identity.peerId=torrent');

    expect(await judgedAs(warren, rare.id, 'linkable-port')).not.toContain('linkable-peer-id');
    expect(await judgedAs(warren, shared.id, 'linkable-port')).not.toContain('linkable-peer-id');
    await until(
      () => {
        const starts = tracker.announces.slice(before).filter(({ event }) => event === 'start');
        return starts.length >= 2 && new Set(known().map((each) => each?.peerId)).size === 2;
      },
      { what: 'the tracker knows the two by two peer ids' },
    );
    expect(new Set(known().map((each) => each?.port)).size).toBe(1);
  });
});
