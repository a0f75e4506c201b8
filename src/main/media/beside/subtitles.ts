import { parse } from 'node:path';

/** What subtitles/ can turn into what a page shows. */
const extensions = new Set(['.srt', '.vtt', '.ass', '.ssa']);
/** Words after the language that say for whom they are. */
const notLanguages = new Set(['forced', 'sdh', 'cc', 'hi', 'default', 'full']);

export function isSubtitleName(name: string): boolean {
  return extensions.has(parse(name).ext.toLowerCase());
}
export function isSubtitleFolder(name: string): boolean {
  return /^(subs?|subtitles?)$/iu.test(name);
}

/** Whether a subtitle file is named after this video: `name.srt`, `name.en.srt`, `name.pt-BR.forced.vtt`. */
export function isSubtitleOf(videoName: string, subtitleName: string): boolean {
  const video = parse(videoName).name.normalize('NFC').toLowerCase();
  const subtitle = parse(subtitleName).name.normalize('NFC').toLowerCase();
  return isSubtitleName(subtitleName) && (subtitle === video || subtitle.startsWith(`${video}.`));
}

/** The language that a name gives, as a code: from `name.en.srt`, `2_English.srt`, `name.ger.forced.ass`. */
export function languageInName(subtitleName: string, videoName?: string): string | null {
  const { name } = parse(subtitleName);
  const rest =
    videoName !== undefined && isSubtitleOf(videoName, subtitleName)
      ? name.slice(parse(videoName).name.length)
      : name;
  const words = rest.split(/[._\s]+/u).filter((word) => word !== '' && !/^\d+$/u.test(word));
  const word = words.findLast((candidate) => !notLanguages.has(candidate.toLowerCase()));
  return word === undefined ? null : languageOf(word);
}

const namesInEnglish = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

function languageOf(word: string): string | null {
  const spelled = byName().get(word.toLowerCase());
  if (spelled !== undefined) return spelled;
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,4})?$/iu.test(word)) return null;
  try {
    const code = Intl.getCanonicalLocales(word)[0];
    return code !== undefined && namesInEnglish.of(code) !== undefined ? code : null;
  } catch {
    return null;
  }
}

let languagesByName: Map<string, string> | undefined;

/** English names of all languages with a code of two letters. */
function byName(): Map<string, string> {
  if (languagesByName !== undefined) return languagesByName;
  languagesByName = new Map();
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(97 + index));
  for (const first of letters)
    for (const second of letters) {
      const name = namesInEnglish.of(first + second);
      if (name !== undefined && !languagesByName.has(name.toLowerCase()))
        languagesByName.set(name.toLowerCase(), first + second);
    }
  return languagesByName;
}
