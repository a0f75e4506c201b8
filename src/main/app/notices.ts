import { randomUUID } from 'node:crypto';
import type { Notice } from '#shared/contract/notice.ts';
import type { Clock } from '../ports/clock.ts';
import { makeChangeFeed, type ChangeFeed } from './change-feed.ts';

/** What the user must hear of once. Kept in memory: after a restart the reason for it is gone or comes up again. */
export interface Notices {
  readonly feed: Pick<ChangeFeed<Notice>, 'watch'>;
  tell(notice: Pick<Notice, 'severity' | 'code' | 'text' | 'values'> & { readonly torrentId?: string }): void;
  dismiss(id: string): void;
}

/** Older ones make room: nobody reads more. */
const maxNotices = 50;

export function makeNotices({ clock }: { readonly clock: Clock }): Notices {
  const feed = makeChangeFeed<Notice>({ beatMs: 100 });
  const ids: string[] = [];
  return {
    feed,
    tell({
      torrentId = null,
      ...notice
    }: Omit<Notice, 'id' | 'at' | 'torrentId'> & { readonly torrentId?: string | null }) {
      const id = randomUUID();
      feed.set(id, { id, at: clock.now().toISOString(), torrentId, ...notice });
      ids.push(id);
      if (ids.length > maxNotices) feed.delete(ids.shift() ?? '');
    },
    dismiss: (id) => feed.delete(id),
  };
}
