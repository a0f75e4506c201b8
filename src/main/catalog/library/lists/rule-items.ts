import type { Database } from 'better-sqlite3';
import type { PlaylistRule } from '#shared/contract/library-items.ts';
import { foldName } from '#shared/domain/library/fold.ts';
import { lastSortKey } from '#shared/domain/library/sort-key.ts';
import type { EntryRow } from './entries.ts';
import { ruleCondition } from './rule-sql.ts';
import { shuffled } from './shuffled.ts';

const dayMs = 86_400_000;

/** By what a list is ordered; videos, which have no artist and no album, come after what has. */
const orders: Readonly<Record<Exclude<PlaylistRule['sort'], 'random'>, { track: string; video: string }>> = {
  title: { track: 'i.sort_key', video: 'i.sort_key' },
  artist: { track: 'i.artist_sort', video: `'${lastSortKey}'` },
  album: { track: 'i.album_sort', video: `'${lastSortKey}'` },
  addedAt: { track: 'i.added_ms', video: 'i.added_ms' },
  plays: { track: 'i.plays', video: 'i.plays' },
  lastPlayedAt: { track: 'i.last_played_ms', video: 'i.last_played_ms' },
};

/** What a list by rule holds now: what can be played of what the rule takes. */
export function makeRuleItems(db: Database) {
  db.function('fold_name', { deterministic: true }, (text: unknown) => foldName(String(text)));

  /** @param seed for an order at random that stays the same for a day */
  return (
    rule: PlaylistRule,
    { nowMs, seed }: { readonly nowMs: number; readonly seed: number },
  ): EntryRow[] => {
    const { sort } = rule;
    const half = (kind: 'track' | 'video') => {
      const { sql, values } = ruleCondition(rule, kind, nowMs);
      const order = sort === 'random' ? '0' : orders[sort][kind];
      const numbers = kind === 'track' ? 'i.disc_number, i.track_number' : 'i.season, i.episode';
      return {
        sql: `SELECT '${kind}' AS kind, i.id AS item_id, ${order}, ${numbers}, i.sort_key FROM ${kind} i
          WHERE i.is_hidden = 0 AND i.is_missing = 0 AND ${sql}`,
        values,
      };
    };
    const [tracks, videos] = [half('track'), half('video')];
    const way = rule.isDescending ? 'DESC' : 'ASC';
    const limit = rule.limit ?? -1;
    const rows = db
      .prepare<object, EntryRow>(
        `${tracks.sql} UNION ALL ${videos.sql} ORDER BY 3 ${way}, 4, 5, 6, 1, 2 LIMIT :limit`,
      )
      .all({ ...tracks.values, ...videos.values, limit: sort === 'random' ? -1 : limit });
    if (sort !== 'random') return rows;
    const mixed = shuffled(rows, seed + Math.floor(nowMs / dayMs));
    return rule.limit === null ? mixed : mixed.slice(0, rule.limit);
  };
}
export type RuleItems = ReturnType<typeof makeRuleItems>;
