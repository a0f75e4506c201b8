/** How something looks that has no picture: always the same for the same title. */
export interface Placeholder {
  /** Degrees on the wheel of colours. */
  readonly hue: number;
  /** Degrees by which its shade is turned. */
  readonly turn: number;
  /** One or two. */
  readonly letters: string;
}

/** Words that say nothing of a title when they come first. */
const articles = /^(?:the|a|an|der|die|das|le|la|les|el|los)\s+/iu;

export function placeholderOf(title: string): Placeholder {
  let hash = 7;
  for (const letter of title) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  const words =
    title
      .trim()
      .replace(articles, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = '', second = ''] = words;
  const initial = (word: string) => (/^./u.exec(word)?.[0] ?? '').toLocaleUpperCase();
  return { hue: hash % 360, turn: 120 + ((hash >>> 9) % 60), letters: initial(first) + initial(second) };
}
