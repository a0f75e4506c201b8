import type { ByteWindow } from './byte-window.ts';
import { findIn, numberAt, uintOf } from './ebml.ts';
import { maxTextBytes, maxTexts, type RawText } from './inside.ts';
import { ids } from './matroska-ids.ts';
import { headIn, type Segment } from './matroska-segment.ts';
import type { MatroskaText } from './matroska-tracks.ts';

/** Where a block does not say how long it is shown, ms. */
const unsaidMs = 5_000;
/** Of a block that holds words, with what is around them; bytes. */
const maxBlockBytes = maxTextBytes + 1024;
/** Blocks of a film of a day with 60 pictures a second, and its sound. */
const maxBlocks = 20_000_000;

interface Stretch {
  readonly window: ByteWindow;
  readonly segment: Segment;
  readonly track: MatroskaText;
  readonly from: number;
  readonly to: number;
}

/**
 * All words of a track in a stretch of the file that begins with a cluster or within one: steps from block to block and over
 * everything else.
 * @param clusterTicks the time of the cluster, where it begins within one
 */
export async function* textsIn(
  { window, segment, track, from, to }: Stretch,
  clusterTicks = 0,
): AsyncGenerator<RawText, void, undefined> {
  let ticks = clusterTicks;
  let texts = 0;
  for (let at = from, blocks = 0; at < to && blocks < maxBlocks && texts < maxTexts; blocks++) {
    const head = await headIn(window, at);
    if (head === undefined) return;
    const inside = at + head.headBytes;
    if (head.id === ids.cluster) {
      at = inside;
      continue;
    }
    if (head.sizeBytes === undefined) return;
    if (head.id === ids.timestamp) ticks = uintOf(await window.read(inside, head.sizeBytes)) ?? ticks;
    else if (head.id === ids.blockGroup || head.id === ids.simpleBlock) {
      const text = await textAt(window, segment, track, {
        at: inside,
        sizeBytes: head.sizeBytes,
        ticks,
        id: head.id,
      });
      if (text !== undefined) {
        texts++;
        yield text;
      }
    }
    at = inside + head.sizeBytes;
  }
}

interface BlockPlace {
  readonly id: number;
  readonly at: number;
  readonly sizeBytes: number;
  readonly ticks: number;
}

/** @returns undefined for a block of another track, and for one that holds no words */
async function textAt(
  window: ByteWindow,
  { tickMs }: Segment,
  track: MatroskaText,
  { id, at, sizeBytes, ticks }: BlockPlace,
): Promise<RawText | undefined> {
  if (sizeBytes > maxBlockBytes) return undefined;
  const bytes = await window.read(at, sizeBytes);
  const block = id === ids.simpleBlock ? bytes : findIn(bytes, ids.block);
  const number = block === undefined ? undefined : numberAt(block, 0);
  if (block === undefined || number?.value !== track.track || block.length < number.bytes + 3)
    return undefined;
  // Lacing puts several into one; of words nobody does that.
  if (((block[number.bytes + 2] ?? 0) & 0x06) !== 0) return undefined;
  const startMs = Math.round((ticks + block.readInt16BE(number.bytes)) * tickMs);
  const duration = id === ids.simpleBlock ? undefined : uintOf(findIn(bytes, ids.blockDuration));
  const said = track.unpack(block.subarray(number.bytes + 3));
  if (said === undefined || startMs < 0) return undefined;
  const lastsMs = duration === undefined ? unsaidMs : Math.round(duration * tickMs);
  return { startMs, endMs: startMs + lastsMs, bytes: said };
}
