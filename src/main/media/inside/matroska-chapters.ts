import type { Chapter } from '#shared/domain/library/media-facts.ts';
import { cleanText } from '../reading/clean-text.ts';
import { elementsIn, findIn, textOf, uintOf } from './ebml.ts';
import { maxChapters } from './inside.ts';
import { ids } from './matroska-ids.ts';

/** Of the edition that is meant to be played; chapters within chapters are left out, as players do. */
export function chaptersIn(part: Buffer): readonly Chapter[] {
  const editions = [...elementsIn(part)]
    .filter(({ id, data }) => id === ids.editionEntry && uintOf(findIn(data, ids.editionFlagHidden)) !== 1)
    .map(({ data }) => data);
  const edition = editions.find((data) => uintOf(findIn(data, ids.editionFlagDefault)) === 1) ?? editions[0];
  const chapters: Chapter[] = [];
  for (const { id, data } of edition === undefined ? [] : elementsIn(edition)) {
    if (id !== ids.chapterAtom || uintOf(findIn(data, ids.chapterFlagHidden)) === 1) continue;
    if (chapters.length >= maxChapters) break;
    const startNs = uintOf(findIn(data, ids.chapterTimeStart));
    const title = cleanText(textOf(findIn(data, ids.chapterDisplay, ids.chapString))) ?? '';
    if (startNs !== undefined) chapters.push({ startSeconds: startNs / 1e9, title });
  }
  return chapters.sort((a, b) => a.startSeconds - b.startSeconds);
}
