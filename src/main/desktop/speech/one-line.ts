import type { Named } from '#shared/words/isolated.ts';

/*
 * Names of torrents come from strangers, and what is shown outside the page is not theirs to arrange: nothing that turns
 * the direction of writing or breaks the line.
 */

/** One line of plain letters; only the isolates stay that keep a value apart in its sentence (src/shared/words/isolated.ts). */
export function oneLine(text: string): string {
  return text.replace(/(?:(?![\u2068\u2069])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu, ' ').trim();
}

/** Values that go into a sentence. One may be a sentence itself, with isolates that begin and end in it. */
export function cleaned(named: Named): Named {
  return Object.fromEntries(
    Object.entries(named).map(([key, value]) => [key, typeof value === 'string' ? kept(value) : value]),
  );
}

/** An isolate that does not end, or ends without having begun, would reach out of the one around it. */
function kept(text: string): string {
  return oneLine(isWhole(text) ? text : text.replace(/[\u2068\u2069]/gu, ''));
}

function isWhole(text: string): boolean {
  let depth = 0;
  for (const letter of text) {
    if (letter === '\u2068') depth++;
    if (letter === '\u2069' && --depth < 0) return false;
  }
  return depth === 0;
}

/** By letters as people see them: half an emoji is none. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text.slice(0, most * 2))) {
    if (kept.length + segment.length >= most) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
