import type { ByteWindow } from './byte-window.ts';
import { elementsIn, findIn, headAt, maxHeadBytes, uintOf, type ElementHead } from './ebml.ts';
import { ids } from './matroska-ids.ts';

/** Where the parts of a Matroska file are, found without reading its pictures. */
export interface Segment {
  /** Positions in the file count from here. */
  readonly from: number;
  readonly to: number;
  /** Undefined: there is none. */
  readonly firstCluster: number | undefined;
  /** What a part holds, whole; undefined: there is none, or one that is too long. */
  part(id: number): Promise<Buffer | undefined>;
  /** Of one tick of its times, ms. */
  readonly tickMs: number;
}

/** Before the first pictures; there are seven kinds. */
const maxParts = 50;
/** Of a list of tracks, of chapters, or an index of a film: a hundredth of that is common; bytes. */
const maxPartBytes = 8 * 1024 * 1024;

export async function headIn(window: ByteWindow, at: number): Promise<ElementHead | undefined> {
  return headAt(await window.read(at, maxHeadBytes));
}

/** @returns undefined where the file is no Matroska */
export async function openSegment(window: ByteWindow): Promise<Segment | undefined> {
  const ebml = await headIn(window, 0);
  if (ebml?.id !== ids.ebml || ebml.sizeBytes === undefined) return undefined;
  const at = ebml.headBytes + ebml.sizeBytes;
  const head = await headIn(window, at);
  if (head?.id !== ids.segment) return undefined;
  const from = at + head.headBytes;
  const to = Math.min(window.sizeBytes, from + (head.sizeBytes ?? window.sizeBytes));
  const places = new Map<number, number>();
  let next = from;
  for (let parts = 0; parts < maxParts && next < to; parts++) {
    const part = await headIn(window, next);
    if (part === undefined) break;
    if (!places.has(part.id)) places.set(part.id, next);
    if (part.id === ids.cluster || part.sizeBytes === undefined) break;
    next += part.headBytes + part.sizeBytes;
  }

  async function contentAt(position: number, id: number): Promise<Buffer | undefined> {
    const found = await headIn(window, position);
    if (found?.id !== id || found.sizeBytes === undefined || found.sizeBytes > maxPartBytes) return undefined;
    return window.read(position + found.headBytes, found.sizeBytes);
  }
  const part = async (id: number) => {
    const position = places.get(id);
    return position === undefined ? undefined : contentAt(position, id);
  };

  // What was written at the end, as an index is, is only told of here; so may a second list be (mkvmerge).
  for (let lists = 0; lists < 2; lists++) {
    const list = await part(ids.seekHead);
    places.delete(ids.seekHead);
    for (const { id, position } of list === undefined ? [] : seeksIn(list))
      if (!places.has(id)) places.set(id, from + position);
  }
  const info = await part(ids.info);
  const scaleNs = info === undefined ? undefined : uintOf(findIn(info, ids.timestampScale));
  const tickMs = (scaleNs !== undefined && scaleNs > 0 ? scaleNs : 1_000_000) / 1e6;
  return { from, to, firstCluster: places.get(ids.cluster), part, tickMs };
}

function* seeksIn(list: Buffer): Generator<{ readonly id: number; readonly position: number }> {
  let left = maxParts;
  for (const { id, data } of elementsIn(list)) {
    if (id !== ids.seek) continue;
    if (left-- === 0) return;
    const [what, position] = [uintOf(findIn(data, ids.seekId)), uintOf(findIn(data, ids.seekPosition))];
    if (what !== undefined && position !== undefined) yield { id: what, position };
  }
}
