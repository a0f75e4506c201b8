import type { ByteWindow } from './byte-window.ts';

/*
 * ISO base media (ISO/IEC 14496-12) and QuickTime: boxes of a size, a type and what is in them.
 */

export interface Box {
  readonly type: string;
  /** What is in it, in the file. */
  readonly from: number;
  readonly to: number;
}

/** In one box. */
const maxBoxes = 1_000;
/** Of a table that is read whole, bytes. */
const maxTableBytes = 4 * 1024 * 1024;

export async function* boxesIn(
  window: ByteWindow,
  { from, to }: Pick<Box, 'from' | 'to'>,
): AsyncGenerator<Box, void, undefined> {
  let at = from;
  for (let boxes = 0; boxes < maxBoxes && at + 8 <= to; boxes++) {
    const head = await window.read(at, 16);
    if (head.length < 8) return;
    const size = head.readUInt32BE(0);
    // 1: the size follows; 0: up to the end.
    const isLong = size === 1 && head.length === 16;
    const whole = isLong ? Number(head.readBigUInt64BE(8)) : size === 0 ? to - at : size;
    const headBytes = isLong ? 16 : 8;
    if (whole < headBytes) return;
    yield { type: head.toString('latin1', 4, 8), from: at + headBytes, to: Math.min(to, at + whole) };
    at += whole;
  }
}

/** The first of this type, below each other. */
export async function boxIn(
  window: ByteWindow,
  outer: Pick<Box, 'from' | 'to'>,
  ...types: readonly string[]
): Promise<Box | undefined> {
  let inside: Pick<Box, 'from' | 'to'> = outer;
  let found: Box | undefined;
  for (const type of types) {
    found = undefined;
    for await (const box of boxesIn(window, inside)) {
      if (box.type !== type) continue;
      found = box;
      break;
    }
    if (found === undefined) return undefined;
    inside = found;
  }
  return found;
}

/** What is in a box, whole. @returns undefined for none, and for one that is longer than any */
export async function contentOf(window: ByteWindow, box: Box | undefined): Promise<Buffer | undefined> {
  if (box === undefined || box.to - box.from > maxTableBytes) return undefined;
  return window.read(box.from, box.to - box.from);
}

/** Rows of a table: version and flags, how many, and each of the same length. Never more than are there. */
export function rowsOf(table: Buffer | undefined, rowBytes: number, headBytes = 8): readonly Buffer[] {
  if (table === undefined || table.length < headBytes) return [];
  const told = table.readUInt32BE(headBytes - 4);
  const count = Math.min(told, Math.floor((table.length - headBytes) / rowBytes));
  return Array.from({ length: count }, (_, row) =>
    table.subarray(headBytes + row * rowBytes, headBytes + (row + 1) * rowBytes),
  );
}
