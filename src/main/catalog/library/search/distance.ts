/** How many slips of the pen (a letter more, less, another one, or two swapped) lie between two words. */
export function slipsBetween(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  let before: number[] = [];
  let above = b.map((_, at) => at);
  above.push(b.length);
  for (const [row, letter] of a.entries()) {
    const line = [row + 1];
    for (const [column, otherLetter] of b.entries()) {
      const kept = (above[column] ?? 0) + Number(letter !== otherLetter);
      const least = Math.min(kept, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1);
      const isSwap = letter === b[column - 1] && a[row - 1] === otherLetter;
      line.push(isSwap ? Math.min(least, (before[column - 1] ?? 0) + 1) : least);
    }
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}

/** How many slips are forgiven: in a short word each makes another word. */
export function forgivenSlips(word: string): number {
  return word.length <= 4 ? 1 : 2;
}
