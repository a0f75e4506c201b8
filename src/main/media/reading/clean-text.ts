/** Longer than any name; what is longer is a text that lost its way into a tag. */
const maxLength = 1000;

/** Text from a file as it may be shown and stored: one line, no control characters, NFC. Null: nothing is left. */
export function cleanText(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const clean = text
    .slice(0, 4 * maxLength)
    .toWellFormed()
    // A tag of a fixed length ends at its first zero.
    .split('\0', 1)
    .join('')
    // Control characters, and signs that turn the direction of what follows.
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC')
    .slice(0, maxLength)
    .toWellFormed();
  return clean === '' ? null : clean;
}

export function cleanTexts(texts: readonly unknown[] | undefined): string[] {
  const clean = (texts ?? [])
    .slice(0, 50)
    .map(cleanText)
    .filter((text) => text !== null);
  return [...new Set(clean)];
}

/** A number that makes sense, or null. */
export function cleanNumber(
  value: unknown,
  { min = 0, max }: { readonly min?: number; readonly max: number },
): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max ? value : null;
}

export function cleanInt(
  value: unknown,
  limits: { readonly min?: number; readonly max: number },
): number | null {
  const number = cleanNumber(value, limits);
  return number === null ? null : Math.round(number);
}
