import type { ByteWindow } from './byte-window.ts';
import { maxTextBytes, maxTexts } from './inside.ts';
import { boxIn, contentOf, rowsOf } from './mp4-boxes.ts';
import type { Mp4Text } from './mp4-tracks.ts';

/** Where one piece of text is, and when. */
export interface Mp4Sample {
  readonly at: number;
  readonly sizeBytes: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** By the tables of a track; what does not add up ends the list. */
export async function samplesOf(window: ByteWindow, text: Mp4Text): Promise<readonly Mp4Sample[]> {
  const table = async (type: string) => contentOf(window, await boxIn(window, text.samples, type));
  const sizes = sizesIn(await table('stsz'));
  const times = rowsOf(await table('stts'), 8).map((row) => ({
    count: row.readUInt32BE(0),
    ticks: row.readUInt32BE(4),
  }));
  const longChunks = await table('co64');
  const chunks =
    longChunks === undefined
      ? rowsOf(await table('stco'), 4).map((row) => row.readUInt32BE(0))
      : rowsOf(longChunks, 8).map((row) => Number(row.readBigUInt64BE(0)));
  const runs = rowsOf(await table('stsc'), 12).map((row) => ({
    firstChunk: row.readUInt32BE(0),
    samples: row.readUInt32BE(4),
  }));
  const places = placesIn(sizes, chunks, runs);
  return timed(places, times, text);
}

function sizesIn(table: Buffer | undefined): readonly number[] {
  if (table === undefined || table.length < 12) return [];
  const [same, count] = [table.readUInt32BE(4), Math.min(maxTexts, table.readUInt32BE(8))];
  if (same > 0) return Array.from({ length: count }, () => same);
  return rowsOf(table, 4, 12)
    .slice(0, count)
    .map((row) => row.readUInt32BE(0));
}

/** Samples lie one after the other in chunks; a run says how many are in each chunk from its first on. */
function placesIn(
  sizes: readonly number[],
  chunks: readonly number[],
  runs: readonly { readonly firstChunk: number; readonly samples: number }[],
): readonly { readonly at: number; readonly sizeBytes: number }[] {
  const places: { at: number; sizeBytes: number }[] = [];
  let run = 0;
  for (const [index, chunk] of chunks.entries()) {
    while ((runs[run + 1]?.firstChunk ?? Infinity) <= index + 1) run++;
    let at = chunk;
    for (let left = runs[run]?.samples ?? 0; left > 0; left--) {
      const sizeBytes = sizes[places.length];
      if (sizeBytes === undefined) return places;
      places.push({ at, sizeBytes });
      at += sizeBytes;
    }
  }
  return places;
}

function timed(
  places: readonly { readonly at: number; readonly sizeBytes: number }[],
  times: readonly { readonly count: number; readonly ticks: number }[],
  { timescale, startSeconds }: Mp4Text,
): readonly Mp4Sample[] {
  const samples: Mp4Sample[] = [];
  const msOf = (ticks: number) => Math.round((startSeconds + ticks / timescale) * 1000);
  let ticks = 0;
  let next = 0;
  for (const { count, ticks: each } of times)
    for (let left = count; left > 0; left--) {
      const place = places[next++];
      if (place === undefined) return samples;
      const startMs = Math.max(0, msOf(ticks));
      ticks += each;
      // Where nobody speaks there is an empty one.
      if (place.sizeBytes <= maxTextBytes) samples.push({ ...place, startMs, endMs: msOf(ticks) });
    }
  return samples;
}
