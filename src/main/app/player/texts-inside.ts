import { readInside, type Inside } from '../../media/index.ts';
import { containerOf, type Container } from '#shared/domain/playback.ts';
import type { PlayerSource } from './source.ts';

const nothing: Inside = { chapters: [], subtitles: [] };
const mayHoldTexts: readonly (Container | undefined)[] = ['mp4', 'quicktime', 'matroska', 'webm'];

/** How long the bytes that tell may take to arrive, or to come from a slow disk: a film plays without its chapters; ms. */
const patienceMs = 4_000;
/** Files that are remembered; a chapter or a track is some hundred bytes. */
const maxRemembered = 100;

/** Finds chapters and subtitles within films, once in each. */
export function makeTextsInside(): (source: PlayerSource, signal: AbortSignal) => Promise<Inside> {
  const remembered = new Map<string, Inside>();
  return async (source, signal) => {
    if (!mayHoldTexts.includes(containerOf(source.name))) return nothing;
    const known = remembered.get(source.key);
    if (known !== undefined) return known;
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    let found: Inside | undefined;
    try {
      found = await readInside(source, inTime);
    } catch {
      // Whether the film itself can be read is found out beside this; the next time it is opened, they may be there.
      return nothing;
    }
    for (const oldest of [...remembered.keys()].slice(0, remembered.size + 1 - maxRemembered))
      remembered.delete(oldest);
    remembered.set(source.key, found ?? nothing);
    return found ?? nothing;
  };
}
