import type { RouteLocationRaw } from 'vue-router';
import { screenOfNotice, type Notice } from '#shared/contract/notice.ts';

/** The place that shows what a notice is about; undefined where it would say no more than the notice does. */
export function whereItLeads({ code, torrentId }: Notice): RouteLocationRaw | undefined {
  if (torrentId !== null) return { name: 'transfers', params: { id: torrentId } };
  const name = screenOfNotice(code);
  return name === 'privacy' || name === 'library' ? { name } : undefined;
}
