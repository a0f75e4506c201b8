/** How many slips of the pen (a letter more, less, another one, or two swapped) lie between two words. */
export function slipsBetween(one: string, other: string): number {
  if (one === other) return 0;
  const [a, b] = [Array.from(one), Array.from(other)];
  // Hundreds of words are compared for one search: three lines in turn instead of a new one for each letter.
  let before = new Uint16Array(b.length + 1);
  let above = Uint16Array.from({ length: b.length + 1 }, (_, at) => at);
  let line = new Uint16Array(b.length + 1);
  for (let row = 1; row <= a.length; row++) {
    line[0] = row;
    for (let column = 1; column <= b.length; column++) {
      const kept = cell(above, column - 1) + Number(a[row - 1] !== b[column - 1]);
      const least = Math.min(kept, cell(above, column) + 1, cell(line, column - 1) + 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line[column] = isSwap ? Math.min(least, cell(before, column - 2) + 1) : least;
    }
    [before, above, line] = [above, line, before];
  }
  return cell(above, b.length);
}

/** The compiler does not know that it lies inside. */
function cell(line: Uint16Array, column: number): number {
  return line[column] ?? 0;
}

/** How many slips are forgiven: in a short word each makes another word. */
export function forgivenSlips(word: string): number {
  return word.length <= 4 ? 1 : 2;
}
