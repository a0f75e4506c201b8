import type { Notice } from '#shared/contract/notice.ts';
import type { NewsKind } from '#shared/contract/desktop-settings.ts';
import type { DoorEvent } from '#shared/contract/network.ts';
import { noticeText } from '#shared/words/notice-text.ts';
import { doorEventText, findingText } from '../speech/core-words.ts';
import type { Speech } from '../speech/speech.ts';
import type { Finding } from '../tray/glance.ts';
import { placeOfNotice } from '../tray/place-of-notice.ts';

/** Something that a person may want to hear of while Warren is not in front. */
export interface News {
  readonly kind: NewsKind;
  /** In the language that is spoken when it is told. */
  readonly title: (speech: Speech) => string;
  readonly text: (speech: Speech) => string;
  /** Of the page, where more of it stands. */
  readonly place: string;
}

/** Undefined for what can wait until the window is looked at. */
export function newsOfNotice(
  notice: Pick<Notice, 'code' | 'text' | 'values' | 'torrentId'>,
): News | undefined {
  const { code } = notice;
  const news = (kind: NewsKind): News => ({
    kind,
    title: ({ say }) => say(`notices.title.${code}`),
    text: ({ say }) => noticeText(say, notice),
    place: placeOfNotice(notice),
  });
  switch (code) {
    case 'torrent-finished':
    case 'goal-met':
      return news('finished');
    case 'torrent-failed':
    case 'engine-failed':
      return news('failed');
    case 'profile-shut':
    case 'profile-open':
    case 'left-the-door':
      return news('network');
    case 'engine-restarted':
    case 'settings-set-aside':
    case 'catalog-restored':
    case 'catalog-set-aside':
    case 'library-restored':
    case 'library-set-aside':
    case 'scan-failed':
    case 'folder-not-watched':
    case 'listen-port-taken':
      return undefined;
    default:
      return code satisfies never;
  }
}

/** A tunnel that is up and leads nowhere is no notice; shut and opened doors are. */
export function newsOfDoor(event: Pick<DoorEvent, 'kind' | 'profile' | 'text' | 'said'>): News | undefined {
  const { kind } = event;
  if (kind !== 'dead' && kind !== 'alive') return undefined;
  return {
    kind: 'network',
    title: ({ say }) => say(`beside.news.${kind}`),
    text: (speech) => doorEventText(speech, event),
    place: '/privacy',
  };
}

export function newsOfFinding(finding: Finding): News {
  const { severity, torrentId } = finding;
  return {
    kind: 'exposure',
    title: ({ say }) => say(severity === 'alarm' ? 'beside.news.alarm' : 'beside.news.warning'),
    text: (speech) => findingText(speech, finding),
    place: torrentId === null ? '/privacy' : `/transfers/${encodeURIComponent(torrentId)}`,
  };
}
