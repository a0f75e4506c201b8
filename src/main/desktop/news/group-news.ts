import { newsKinds, type NewsKind } from '#shared/contract/desktop-settings.ts';
import { oneLine, shorten } from '../tray/tray-words.ts';
import type { News } from './news.ts';

/** One thing that the system shows. */
export interface Told {
  readonly title: string;
  readonly body: string;
  readonly place: string;
}

/** So many of one kind are told one by one. */
const maxSingle = 2;
/** Of more, so many are named. */
const maxNamed = 3;
/** Systems show a few lines. */
const maxText = 180;

const manyWords: Readonly<Record<NewsKind, (count: number) => string>> = {
  finished: (count) => `${count} downloads have finished`,
  failed: (count) => `${count} transfers have stopped by themselves`,
  network: (count) => `Networks have changed ${count} times`,
  exposure: (count) => `${count} things to look at: who can see you`,
};

const placeOfMany: Readonly<Record<NewsKind, string>> = {
  finished: '/transfers',
  failed: '/transfers',
  network: '/privacy',
  exposure: '/privacy',
};

/** What came within a short time, as few things that the system shows. */
export function groupNews(news: readonly News[]): Told[] {
  return newsKinds.flatMap((kind) => {
    const ofKind = news.filter((each) => each.kind === kind);
    if (ofKind.length <= maxSingle)
      return ofKind.map(({ title, text, place }) => ({ title, body: shown(text), place }));
    const named = ofKind.slice(0, maxNamed).map(({ text }) => shorten(oneLine(text), maxText / maxNamed));
    const more = ofKind.length - named.length;
    const body = [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
    return [{ title: manyWords[kind](ofKind.length), body: plain(body), place: placeOfMany[kind] }];
  });
}

const shown = (text: string): string => plain(shorten(oneLine(text), maxText));

/** Names come from strangers, and desktops of Linux read markup in this text. */
function plain(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}
