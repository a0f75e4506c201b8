/** What stands alone begins like a sentence; inside one it does not, unless it begins with letters that stand for words. */
export function asPart(title: string): string {
  return title.replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLocaleLowerCase());
}
