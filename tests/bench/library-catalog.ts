import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { joinLibrary, openLibrary, type Library } from '../../src/main/catalog/index.ts';
import { albumQuerySchema, trackQuerySchema } from '../../src/shared/contract/library.ts';
import type { PlaylistRule } from '../../src/shared/contract/library-items.ts';
import { collectionBatches, makeCollectionTrack } from '../support/made-collection.ts';

/*
 * What a large library costs, in the process that runs this: `npx node tests/bench/library-catalog.ts [tracks]`.
 * Goals with 100,000 tracks: 95 of 100 searches under 10 ms, a batch of 50 files (what a scan saves at a time) written in under 50 ms, less than 1 KB on
 * disk for each track.
 */

const tracks = Number(process.argv[2] ?? 100_000);
const batchSize = 50;
const now = new Date('2026-11-22T12:00:00Z');

function tell(what: string, value: number, unit: string): void {
  process.stdout.write(`${what.padEnd(58)} ${value.toFixed(2).padStart(9)} ${unit}\n`);
}

interface Time {
  readonly wallMs: number;
  /** Of the processor: what it takes where nobody else is at work. */
  readonly cpuMs: number;
}

function timed(work: () => void): Time {
  const [began, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - began, cpuMs: (user + system) / 1000 };
}

/** The middle one, the one that 95 of 100 stay below, and the worst. */
function tellTimes(what: string, times: readonly Time[]): void {
  const line = (['wallMs', 'cpuMs'] as const).map((clock) => {
    const sorted = times.map((time) => time[clock]).toSorted((one, other) => one - other);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return [0.5, 0.95, 1].map((share) => at(share).toFixed(2).padStart(9)).join(' ');
  });
  process.stdout.write(`${what.padEnd(44)} ${line.join('  | ')}\n`);
}

const repeat = (times: number, work: (at: number) => void): Time[] =>
  Array.from({ length: times }, (_, at) => timed(() => work(at)));

/** As people type: whole names, several words, single letters, slips of the pen. */
function typed(at: number): string {
  const { facts } = makeCollectionTrack((at * 7919) % tracks);
  if (facts?.kind !== 'audio') return 'a';
  const [title, artist] = [facts.title ?? '', facts.artists[0] ?? ''];
  const swapped = `${artist.slice(0, 2)}${artist.charAt(3)}${artist.charAt(2)}${artist.slice(4)}`;
  return (
    [title, artist, `${artist} ${title}`, title.slice(0, 1 + (at % 5)), swapped, `${title}x`][at % 6] ?? 'a'
  );
}

function tellHead(): void {
  const columns = ['p50', 'p95', 'worst'].map((name) => name.padStart(9)).join(' ');
  process.stdout.write(`${'ms by the clock | of the processor'.padEnd(44)} ${columns}  | ${columns}\n`);
}

function readLargeLibrary(library: Library): void {
  tellTimes(
    'search',
    repeat(600, (at) => void library.search({ text: typed(at), limit: 50 })),
  );
  tellTimes(
    'search of one common letter',
    repeat(26, (at) => void library.search({ text: String.fromCharCode(97 + at), limit: 50 })),
  );
  tellTimes(
    'search that finds nothing',
    repeat(100, (at) => void library.search({ text: `qxz${at}wvkj`, limit: 50 })),
  );
  const albums = (query: object) => library.browse.albums(albumQuerySchema.parse(query));
  const page = (query: object) => library.browse.tracks(trackQuerySchema.parse(query));
  tellTimes(
    'a page of albums',
    repeat(20, (at) => void albums({ offset: at * 100 })),
  );
  tellTimes(
    'albums of a genre',
    repeat(10, () => void albums({ genre: 'Jazz' })),
  );
  tellTimes(
    'an album with its tracks',
    repeat(100, (at) => void library.browse.album(`album-${1 + at}`)),
  );
  tellTimes(
    'the first page of tracks',
    repeat(20, () => void page({})),
  );
  tellTimes(
    'a page of tracks in the middle',
    repeat(20, () => void page({ offset: tracks / 2, sort: 'artist' })),
  );
  tellTimes(
    'tracks of a genre by title',
    repeat(10, () => void page({ genre: 'Jazz' })),
  );
  tellTimes(
    'tracks that hold a common word',
    repeat(10, () => void page({ text: 'love' })),
  );
  tellTimes(
    'artists',
    repeat(20, () => void library.browse.artists({ offset: 0, limit: 100, isDescending: false })),
  );
  tellTimes(
    'figures',
    repeat(10, () => void library.browse.stats()),
  );
  tellTimes(
    'genres',
    repeat(5, () => void library.browse.genres()),
  );
  tellTimes(
    'duplicates',
    repeat(5, () => void library.browse.duplicates(0, 100)),
  );
  const rule: PlaylistRule = {
    match: 'all',
    conditions: [
      { field: 'genre', is: 'equals', value: 'jazz' },
      { field: 'title', is: 'contains', value: 'love' },
    ],
    sort: 'artist',
    isDescending: false,
    limit: null,
  };
  tellTimes(
    'a list by rule',
    repeat(5, (at) => void library.playlists.create({ name: `Rule ${at}`, rule, items: [] }, now)),
  );
}

const folder = await mkdtemp(join(tmpdir(), 'warren-library-'));
const path = join(folder, 'library.sqlite');
try {
  tellHead();
  {
    using library = openLibrary(path, now);
    const id = library.folders.add('/music', now).id;
    using scan = joinLibrary(path);
    const writes: Time[] = [];
    for (const batch of collectionBatches(tracks, batchSize))
      writes.push(timed(() => scan.save(id, batch, now)));
    tellTimes(`a batch of ${batchSize} written, the last ten thousand`, writes.slice(-10_000 / batchSize));
    tellTimes(`a batch of ${batchSize} written, all`, writes);
    const again = [...collectionBatches(2000, batchSize)];
    tellTimes(
      `a batch of ${batchSize} that changed`,
      again.map((batch) => timed(() => scan.save(id, batch, now))),
    );
    tellTimes('what the last scan left, read', [timed(() => void scan.known(id))]);
    readLargeLibrary(library);
    const shares = Array.from({ length: 1200 }, (_, at) => ({
      path: join('/music', makeCollectionTrack(at).path),
      torrentId: 'a'.repeat(40),
      state: 'sharing' as const,
    }));
    let began = performance.now();
    await library.shares.setShares(shares);
    tell('1,200 files shared', performance.now() - began, 'ms');
    began = performance.now();
    await library.shares.setShares(shares);
    tell('the same again', performance.now() - began, 'ms');
  }
  tell('on disk for each track', (await stat(path)).size / tracks, 'bytes');
  tellTimes('opened and checked', [timed(() => openLibrary(path, now)[Symbol.dispose]())]);
} finally {
  await rm(folder, { recursive: true });
}
