import type { RouteLocationRaw } from 'vue-router';
import type { Notice } from '#shared/contract/api.ts';

/** The place that shows what a notice is about; undefined where there is none. */
export function whereItLeads({ code, torrentId }: Notice): RouteLocationRaw | undefined {
  if (torrentId !== null) return { name: 'transfers', params: { id: torrentId } };
  switch (code) {
    case 'profile-shut':
    case 'profile-open':
    case 'left-the-door':
    case 'engine-failed':
    case 'listen-port-taken':
      return { name: 'privacy' };
    case 'scan-failed':
    case 'folder-not-watched':
    case 'library-restored':
    case 'library-set-aside':
      return { name: 'library' };
    case 'engine-restarted':
    case 'settings-set-aside':
    case 'catalog-restored':
    case 'catalog-set-aside':
    case 'torrent-finished':
    case 'torrent-failed':
    case 'goal-met':
      return undefined;
    default:
      return code satisfies never;
  }
}
