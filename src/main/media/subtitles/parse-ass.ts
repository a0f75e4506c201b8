import { cueOf, type Cue } from './cue.ts';

/**
 * SubStation Alpha (`.ssa`, `.ass`): its words and when they are said. Places, colours and fonts are left out, and so is what
 * is drawn.
 */
export function parseAss(text: string): readonly Cue[] {
  let columns: readonly string[] = [];
  let isInEvents = false;
  const cues: Cue[] = [];
  for (const line of text.split(/\r\n|\r|\n/u)) {
    if (/^\s*\[/u.test(line)) isInEvents = /^\s*\[events\]/iu.test(line);
    if (!isInEvents) continue;
    const [, kind = '', rest = ''] = /^\s*(\w+)\s*:\s*(.*)$/u.exec(line) ?? [];
    if (kind.toLowerCase() === 'format')
      columns = rest.split(',').map((column) => column.trim().toLowerCase());
    else if (kind.toLowerCase() === 'dialogue') {
      const cue = cueFrom(rest, columns);
      if (cue !== undefined) cues.push(cue);
    }
  }
  return cues.sort((a, b) => a.startMs - b.startMs);
}

function cueFrom(line: string, columns: readonly string[]): Cue | undefined {
  // Only the last column, the text, may hold commas.
  const parts = line.split(',');
  const values = [...parts.slice(0, columns.length - 1), parts.slice(columns.length - 1).join(',')];
  const value = (name: string) => values[columns.indexOf(name)] ?? '';
  const [start, end] = [msOf(value('start')), msOf(value('end'))];
  const words = wordsOfAss(value('text'));
  if (start === undefined || end === undefined || words === undefined) return undefined;
  return cueOf(start, end, words);
}

/** The text of one line, with tags that cueOf() keeps. @returns undefined for what is drawn with letters (`\p1` and above) */
export function wordsOfAss(said: string): string | undefined {
  if (/\{[^}]*\\p[1-9]/u.test(said)) return undefined;
  return said
    .replace(/\{[^}]*\}/gu, (style) =>
      [...style.matchAll(/\\([ibu])([01])(?![\d&])/gu)]
        .map(([, tag, on]) => (on === '1' ? `<${tag}>` : `</${tag}>`))
        .join(''),
    )
    .replaceAll(/\\N|\\n/gu, '\n')
    .replaceAll(/\\h/gu, ' ');
}

/** `0:01:02.34`: hundredths. */
function msOf(time: string): number | undefined {
  const [, hours, minutes, seconds, hundredths] =
    /^\s*(\d+):(\d{1,2}):(\d{1,2})[.:](\d{1,2})\s*$/u.exec(time) ?? [];
  if (hundredths === undefined) return undefined;
  return (
    (Number(hours) * 60 + Number(minutes)) * 60_000 +
    Number(seconds) * 1000 +
    Number(hundredths.padEnd(2, '0')) * 10
  );
}
