import type { Notice } from '#shared/contract/api.ts';

/** The place of the page that shows what a notice is about (src/renderer/routes.ts). */
export function placeOfNotice({ code, torrentId }: Pick<Notice, 'code' | 'torrentId'>): string {
  if (torrentId !== null) return `/transfers/${encodeURIComponent(torrentId)}`;
  switch (code) {
    case 'profile-shut':
    case 'profile-open':
    case 'left-the-door':
    case 'engine-failed':
    case 'listen-port-taken':
      return '/privacy';
    case 'scan-failed':
    case 'folder-not-watched':
    case 'library-restored':
    case 'library-set-aside':
      return '/library';
    case 'settings-set-aside':
      return '/settings';
    case 'engine-restarted':
    case 'catalog-restored':
    case 'catalog-set-aside':
    case 'torrent-finished':
    case 'goal-met':
    case 'torrent-failed':
      return '/transfers';
    default:
      return code satisfies never;
  }
}
