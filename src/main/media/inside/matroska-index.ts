import type { ByteWindow } from './byte-window.ts';
import { elementsIn, findIn, uintOf } from './ebml.ts';
import { maxTexts, type RawText, type TextPlace } from './inside.ts';
import { textsIn } from './matroska-blocks.ts';
import { ids } from './matroska-ids.ts';
import { headIn, type Segment } from './matroska-segment.ts';
import type { MatroskaText } from './matroska-tracks.ts';

interface IndexEntry {
  readonly ticks: number;
  readonly cluster: number;
  /** Within the cluster; undefined: anywhere in it. */
  readonly relative: number | undefined;
}

/** Where the index says that words of a track are. @returns undefined where it says nothing of this track */
export function indexedPlaces(
  cues: Buffer,
  { window, segment, track }: { window: ByteWindow; segment: Segment; track: MatroskaText },
): readonly TextPlace[] | undefined {
  const entries = entriesIn(cues, track.track);
  if (entries.length === 0) return undefined;
  const whole = new Set<number>();
  return entries.flatMap(({ ticks, cluster, relative }): TextPlace[] => {
    const at = segment.from + cluster;
    if (at >= segment.to) return [];
    if (relative === undefined) {
      // Its cluster is read once, whatever points there.
      if (whole.has(cluster)) return [];
      whole.add(cluster);
    }
    return [{ at: at + (relative ?? 0), read: () => readAt({ at, ticks, relative }) }];
  });

  async function readAt(place: {
    at: number;
    ticks: number;
    relative: number | undefined;
  }): Promise<RawText[]> {
    const head = await headIn(window, place.at);
    if (head?.id !== ids.cluster) return [];
    const inside = place.at + head.headBytes;
    const to = Math.min(segment.to, inside + (head.sizeBytes ?? window.sizeBytes));
    const stretch = { window, segment, track, from: inside, to };
    const found: RawText[] = [];
    if (place.relative === undefined) {
      for await (const text of textsIn(stretch)) found.push(text);
      return found;
    }
    const clusterTicks = await timeOfCluster(window, inside);
    if (clusterTicks === undefined) return [];
    const from = inside + place.relative;
    const block = await headIn(window, from);
    if (block?.sizeBytes === undefined || from >= to) return [];
    const only = { ...stretch, from, to: from + block.headBytes + block.sizeBytes };
    for await (const text of textsIn(only, clusterTicks)) found.push(text);
    return found;
  }
}

/** A block counts from it. Only a checksum and what is empty may stand before it. */
async function timeOfCluster(window: ByteWindow, from: number): Promise<number | undefined> {
  let at = from;
  for (let left = 4; left > 0; left--) {
    const head = await headIn(window, at);
    if (head?.sizeBytes === undefined) return undefined;
    at += head.headBytes;
    if (head.id === ids.timestamp) return uintOf(await window.read(at, head.sizeBytes));
    at += head.sizeBytes;
  }
  return undefined;
}

function entriesIn(cues: Buffer, track: number): readonly IndexEntry[] {
  const entries: IndexEntry[] = [];
  for (const { id, data } of elementsIn(cues)) {
    if (id !== ids.cuePoint) continue;
    const ticks = uintOf(findIn(data, ids.cueTime));
    for (const position of elementsIn(data)) {
      if (position.id !== ids.cueTrackPositions || entries.length >= maxTexts) continue;
      const cluster = uintOf(findIn(position.data, ids.cueClusterPosition));
      if (uintOf(findIn(position.data, ids.cueTrack)) !== track || cluster === undefined) continue;
      const relative = uintOf(findIn(position.data, ids.cueRelativePosition));
      entries.push({ ticks: ticks ?? 0, cluster, relative });
    }
  }
  return entries.sort((a, b) => a.ticks - b.ticks);
}
