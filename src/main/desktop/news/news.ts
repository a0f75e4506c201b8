import type { Notice } from '#shared/contract/notice.ts';
import type { NewsKind } from '#shared/contract/desktop-settings.ts';
import type { DoorEvent } from '#shared/contract/network.ts';
import type { Finding } from '../tray/glance.ts';
import { placeOfNotice } from '../tray/place-of-notice.ts';

/** Something that a person may want to hear of while Warren is not in front. */
export interface News {
  readonly kind: NewsKind;
  readonly title: string;
  readonly text: string;
  /** Of the page, where more of it stands. */
  readonly place: string;
}

/** Undefined for what can wait until the window is looked at. */
export function newsOfNotice(notice: Pick<Notice, 'code' | 'text' | 'torrentId'>): News | undefined {
  const { code, text } = notice;
  const place = placeOfNotice(notice);
  switch (code) {
    case 'torrent-finished':
      return { kind: 'finished', title: 'Finished', text, place };
    case 'goal-met':
      return { kind: 'finished', title: 'A seeding goal is met', text, place };
    case 'torrent-failed':
      return { kind: 'failed', title: 'A transfer has stopped', text, place };
    case 'engine-failed':
      return { kind: 'failed', title: 'The network part does not start', text, place };
    case 'profile-shut':
      return { kind: 'network', title: 'A network has shut', text, place };
    case 'profile-open':
      return { kind: 'network', title: 'A network is open again', text, place };
    case 'left-the-door':
      return { kind: 'network', title: 'All connections were ended', text, place };
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
export function newsOfDoor({
  kind,
  profile,
  text,
}: Pick<DoorEvent, 'kind' | 'profile' | 'text'>): News | undefined {
  if (kind !== 'dead' && kind !== 'alive') return undefined;
  const title = kind === 'dead' ? 'Nothing answers any more' : 'It answers again';
  return { kind: 'network', title, text: `${profile}: ${text}`, place: '/privacy' };
}

export function newsOfFinding({ severity, text, torrentId }: Finding): News {
  const title = severity === 'alarm' ? 'Others see what was to be hidden' : 'There is something to look at';
  const place = torrentId === null ? '/privacy' : `/transfers/${encodeURIComponent(torrentId)}`;
  return { kind: 'exposure', title, text, place };
}
