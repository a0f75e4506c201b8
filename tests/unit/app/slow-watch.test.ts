import { expect, test } from 'vitest';
import type { LiveTorrent } from '../../../src/main/app/torrents/live-torrent.ts';
import { makeSlowWatch } from '../../../src/main/app/torrents/slow-watch.ts';

type Part = Partial<Pick<LiveTorrent, 'state'>> & {
  readonly downloadBps?: number;
  readonly uploadBps?: number;
};

/** Only what the watch looks at. */
const torrentWith = ({ state = 'downloading', downloadBps = 0, uploadBps = 0 }: Part) =>
  ({ stored: { infoHash: 'a' }, state, figures: { downloadBps, uploadBps } }) as LiveTorrent;

/** Whether it counts as slow after each look, one every 30 seconds. */
function looks(...parts: Part[]): boolean[] {
  let nowMs = 0;
  const watch = makeSlowWatch({ clock: { monotonicMs: () => nowMs } });
  return parts.map((part) => {
    const torrent = torrentWith(part);
    watch.look([torrent]);
    nowMs += 30_000;
    return watch.isSlow(torrent);
  });
}

test('one that moves next to nothing for a minute is slow, and not before', () => {
  expect(looks({}, {}, {}, { downloadBps: 2_000 })).toEqual([false, false, true, true]);
});

test('one that moves again is not, and has its minute anew', () => {
  expect(looks({}, {}, { downloadBps: 3_000 }, {}, {})).toEqual([false, false, false, false, true]);
});

test('of a seed counts what it gives', () => {
  const seeding = { state: 'seeding' } as const;
  expect(looks(seeding, { ...seeding, downloadBps: 9_000 }, seeding)).toEqual([false, false, true]);
  expect(looks(seeding, { ...seeding, uploadBps: 9_000 }, seeding)).toEqual([false, false, false]);
});

test('one that waited meanwhile begins anew', () => {
  expect(looks({}, {}, { state: 'queued' }, {}, {})).toEqual([false, false, false, false, false]);
});
