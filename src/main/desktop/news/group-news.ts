import { newsKinds, type NewsKind } from '#shared/contract/desktop-settings.ts';
import { oneLine, shorten } from '../speech/one-line.ts';
import type { Speech } from '../speech/speech.ts';
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

const placeOfMany: Readonly<Record<NewsKind, string>> = {
  finished: '/transfers',
  failed: '/transfers',
  network: '/privacy',
  exposure: '/privacy',
};

/** What came within a short time, as few things that the system shows. */
export function groupNews(news: readonly News[], speech: Speech): Told[] {
  const { say } = speech;
  return newsKinds.flatMap((kind) => {
    const ofKind = news.filter((each) => each.kind === kind);
    if (ofKind.length <= maxSingle)
      return ofKind.map(({ title, text, place }) => ({
        title: title(speech),
        body: shown(text(speech)),
        place,
      }));
    const named = ofKind
      .slice(0, maxNamed)
      .map(({ text }) => shorten(oneLine(text(speech)), maxText / maxNamed));
    const more = ofKind.length - named.length;
    const body = [...named, ...(more > 0 ? [say('beside.news.more', {}, more)] : [])].join('\n');
    return [
      {
        title: say(`beside.news.many.${kind}`, {}, ofKind.length),
        body: plain(body),
        place: placeOfMany[kind],
      },
    ];
  });
}

const shown = (text: string): string => plain(shorten(oneLine(text), maxText));

/** Names come from strangers, and desktops of Linux read markup in this text. */
function plain(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}
