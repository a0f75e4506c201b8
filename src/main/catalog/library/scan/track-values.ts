import { foldName } from '#shared/domain/library/fold.ts';
import { titleFromPath } from '#shared/domain/library/folder-names.ts';
import type { AudioFacts, CuePart } from '#shared/domain/library/media-facts.ts';
import { makeSortKey } from '#shared/domain/library/sort-key.ts';

/** Files say many things of themselves: what is no number is not known. */
function scaled(value: number | null | undefined, by: number): number | null {
  const whole = value == null ? Number.NaN : Math.round(value * by);
  return Number.isSafeInteger(whole) ? whole : null;
}
export const whole = (value: number | null): number | null => scaled(value, 1);
/** Seconds of the contract as whole milliseconds of the catalog. */
export const toMs = (seconds: number | null): number | null => scaled(seconds, 1000);

/** No blanks, and each name once in whatever spelling. */
export function distinctNames(names: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const name of names.map((text) => text.trim()).filter((text) => text !== ''))
    if (!byKey.has(foldName(name))) byKey.set(foldName(name), name);
  return [...byKey.values()];
}

/** Who plays: of a part by the cue sheet, else by the tags of its file. */
export function artistsOf(facts: AudioFacts, part: CuePart | undefined): string[] {
  return distinctNames(part?.artist == null ? facts.artists : [part.artist]);
}

/** What stands in a track's own row, without what points at other rows. */
export function trackValues(facts: AudioFacts, path: string, part: CuePart | undefined) {
  const given = (part === undefined ? facts.title : part.title)?.trim() ?? '';
  const fallback = part === undefined ? titleFromPath(path) : `Track ${part.trackNumber}`;
  const title = given === '' ? fallback : given;
  const endSeconds = part?.endSeconds ?? facts.durationSeconds;
  return {
    title,
    titleKey: foldName(title),
    sortKey: makeSortKey(title, part === undefined ? facts.titleSort : null),
    composer: distinctNames(facts.composers).join(', ') || null,
    discNumber: whole(facts.discNumber),
    trackNumber: whole(part?.trackNumber ?? facts.trackNumber),
    year: whole(facts.year),
    durationMs:
      part === undefined || endSeconds === null
        ? toMs(facts.durationSeconds)
        : toMs(Math.max(0, endSeconds - part.startSeconds)),
    startMs: toMs(part?.startSeconds ?? null),
    endMs: toMs(part?.endSeconds ?? null),
    bitrateBps: whole(facts.bitrateBps),
    sampleRateHz: whole(facts.sampleRateHz),
    bitsPerSample: whole(facts.bitsPerSample),
    channels: whole(facts.channels),
    gainTrack: scaled(facts.replayGain?.trackDb, 100),
    peakTrack: scaled(facts.replayGain?.trackPeak, 1e6),
    gainAlbum: scaled(facts.replayGain?.albumDb, 100),
    peakAlbum: scaled(facts.replayGain?.albumPeak, 1e6),
  };
}
