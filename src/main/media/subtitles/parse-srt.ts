import { cueOf, type Cue } from './cue.ts';

/** `00:01:02,345 --> 00:01:04.000`; hours may be missing, as WebVTT allows, and anything may follow. */
const timesPattern =
  /^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})/u;

/** SubRip, and the cues of WebVTT: blocks between empty lines, of which one line holds two times. */
export function parseSrt(text: string): readonly Cue[] {
  const cues: Cue[] = [];
  const lines = text.split(/\r\n|\r|\n/u);
  for (let at = 0; at < lines.length; at++) {
    const times = timesPattern.exec(lines[at] ?? '');
    if (times === null) continue;
    const said: string[] = [];
    // The number of the next cue may follow without an empty line: then a line with times follows it.
    while (at + 1 < lines.length && lines[at + 1]?.trim() !== '' && !isNextCue(lines, at + 1))
      said.push(lines[++at] ?? '');
    const cue = cueOf(msOf(times.slice(1, 5)), msOf(times.slice(5, 9)), said.map(withoutPlacing).join('\n'));
    if (cue !== undefined) cues.push(cue);
  }
  return cues;
}

function isNextCue(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  return timesPattern.test(line) || (/^\s*\d+\s*$/u.test(line) && timesPattern.test(lines[at + 1] ?? ''));
}

/** `{\an8}` places a line in some players; here it would be read. */
export const withoutPlacing = (line: string) => line.replace(/\{\\[^}]*\}/gu, '');

function msOf([hours = '0', minutes = '0', seconds = '0', fraction = '0']: readonly (
  string | undefined
)[]): number {
  return (
    (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'))
  );
}
