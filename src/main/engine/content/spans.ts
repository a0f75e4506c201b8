/** A stretch of one file: `length` bytes from `start`. */
export interface Span {
  readonly file: number;
  readonly start: number;
  readonly length: number;
}

interface Laid {
  readonly sizeBytes: number;
  readonly files: readonly { readonly offset: number; readonly sizeBytes: number }[];
}

/** The files that a range of the torrent touches, in order; files without bytes are in none. */
export function spansOf({ files, sizeBytes }: Laid, offset: number, length: number): Span[] {
  const spans: Span[] = [];
  let at = offset;
  const end = Math.min(offset + length, sizeBytes);
  for (let index = fileAt(files, offset); at < end; index++) {
    const file = files[index];
    if (file === undefined) break;
    const stop = Math.min(end, file.offset + file.sizeBytes);
    if (stop > at) {
      spans.push({ file: index, start: at - file.offset, length: stop - at });
      at = stop;
    }
  }
  return spans;
}

/** Index of the last file that begins at or before the offset. */
function fileAt(files: Laid['files'], offset: number): number {
  let low = 0;
  let high = files.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((files[middle]?.offset ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
