import type { Database } from 'better-sqlite3';
import type { PlaylistRule, Track, Video } from '#shared/contract/library-items.ts';
import type { Entries, EntryRow } from './entries.ts';
import type { PlaylistReader } from './playlists.ts';
import type { RuleItems } from './rule-items.ts';

/** Lists with so many items at most are kept; what a rule takes is asked again when the library has changed. */
const maxKept = 20;
/** A rule that counts days answers otherwise tomorrow, ms. */
const keptForMs = 60_000;

interface Kept {
  readonly revision: number;
  readonly atMs: number;
  readonly items: EntryRow[];
}

/** What is in a list, made by hand or by rule. */
export function makePlaylistReader({
  db,
  entries,
  ruleItems,
  revision,
  trackRows,
  videoRows,
}: {
  readonly db: Database;
  readonly entries: Entries;
  readonly ruleItems: RuleItems;
  readonly revision: () => number;
  readonly trackRows: (ids: readonly number[]) => Map<number, Track>;
  readonly videoRows: (ids: readonly number[]) => Map<number, Video>;
}): PlaylistReader {
  const find = db.prepare<[number], { rule: string | null }>('SELECT rule FROM playlist WHERE id = ?');
  const kept = new Map<number, Kept>();

  function byRule(playlist: number, rule: PlaylistRule, nowMs: number): EntryRow[] {
    const current = revision();
    const known = kept.get(playlist);
    if (known?.revision === current && Math.abs(nowMs - known.atMs) < keptForMs) return known.items;
    const items = ruleItems(rule, { nowMs, seed: playlist });
    kept.delete(playlist);
    kept.set(playlist, { revision: current, atMs: nowMs, items });
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return items;
  }

  return {
    itemsOf(playlist, now) {
      const rule = find.get(playlist)?.rule ?? null;
      // Written here, from one that was checked.
      return rule === null
        ? entries.of(playlist)
        : byRule(playlist, JSON.parse(rule) as PlaylistRule, now.getTime());
    },
    read(items) {
      const idsOf = (kind: EntryRow['kind']) =>
        items.filter((item) => item.kind === kind).map((item) => item.item_id);
      const rows = { track: trackRows(idsOf('track')), video: videoRows(idsOf('video')) };
      return items.flatMap(({ kind, item_id: id }, position) => {
        const item = rows[kind].get(id);
        return item === undefined ? [] : [{ position, item }];
      });
    },
  };
}
