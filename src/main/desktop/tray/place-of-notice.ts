import { screenOfNotice, type Notice } from '#shared/contract/notice.ts';

/** The place of the page that shows what a notice is about (src/renderer/routes.ts). */
export function placeOfNotice({ code, torrentId }: Pick<Notice, 'code' | 'torrentId'>): string {
  return torrentId === null ? `/${screenOfNotice(code)}` : `/transfers/${encodeURIComponent(torrentId)}`;
}
