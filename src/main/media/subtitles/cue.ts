/** A line or more that is shown for a while. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  /** As WebVTT has it: escaped, with `\n` between lines, and `<i>`, `<b>` and `<u>` closed again. */
  readonly text: string;
}

/** @param marked text in which `<i>`, `<b>` and `<u>` may stand; any other tag is left out, any other sign is text */
export function cueOf(startMs: number, endMs: number, marked: string): Cue | undefined {
  const lines = marked
    .split(/\r\n|\r|\n/u)
    .map((line) => line.trim())
    // An empty line would end the cue.
    .filter((line) => line !== '');
  const text = balanced(lines.join('\n'));
  const isEmpty = text.replace(/<[^<>]*>/gu, '').trim() === '';
  return isEmpty || endMs <= startMs ? undefined : { startMs, endMs, text };
}

/** Escaped, with the kept tags closed in the order in which they were opened. */
function balanced(text: string): string {
  const open: string[] = [];
  let result = '';
  let at = 0;
  for (const tag of text.matchAll(/<[^<>\n]*>/gu)) {
    result += escape(text.slice(at, tag.index));
    at = tag.index + tag[0].length;
    const [, slash, name = ''] = /^<(\/?)(i|b|u)>$/iu.exec(tag[0]) ?? [];
    if (slash === undefined) continue;
    if (slash === '') {
      open.push(name.toLowerCase());
      result += `<${name.toLowerCase()}>`;
    } else if (open.at(-1) === name.toLowerCase()) {
      open.pop();
      result += `</${name.toLowerCase()}>`;
    }
  }
  return (
    result +
    escape(text.slice(at)) +
    open
      .toReversed()
      .map((name) => `</${name}>`)
      .join('')
  );
}

/** An entity that is one already stays one: subtitles of the web hold them. */
function escape(text: string): string {
  return text
    .replace(/&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)/gu, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
