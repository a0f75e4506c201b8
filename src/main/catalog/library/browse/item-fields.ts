import type { ItemKind } from '#shared/domain/library/item-id.ts';
import { shareStateOf } from '../share-code.ts';

/** What rows of all kinds have that are shown as items. */
export interface ItemRow {
  readonly id: number;
  readonly title: string;
  readonly artwork: string | null;
  readonly is_favourite: 0 | 1;
  /** JSON: names. */
  readonly labels: string;
  readonly added_ms: number;
  readonly share: number;
}

/** @param id SQL for the item's row */
export function labelsColumn(kind: ItemKind, id: string): string {
  return `(SELECT json_group_array(l.name ORDER BY l.name_key) FROM item_label il JOIN label l ON l.id = il.label_id
    WHERE il.kind = '${kind}' AND il.item_id = ${id}) AS labels`;
}

export function itemFields(row: ItemRow) {
  return {
    title: row.title,
    artwork: row.artwork,
    isFavourite: row.is_favourite === 1,
    labels: namesFrom(row.labels),
    addedAt: new Date(row.added_ms).toISOString(),
    shareState: shareStateOf(row.share),
  };
}

/** Written by SQLite in the same query. */
export function namesFrom(json: string): string[] {
  return json === '[]' ? [] : (JSON.parse(json) as string[]);
}

export const toSeconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);
export const toIso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** What rows of files that play have beside. */
export interface PlayableRow extends ItemRow {
  readonly folder: string;
  readonly path: string;
  readonly size_bytes: number;
  readonly duration_ms: number | null;
  readonly format: string | null;
  readonly is_missing: 0 | 1;
  readonly plays: number;
  readonly last_played_ms: number | null;
  readonly position_ms: number | null;
  readonly torrent_id: string | null;
  readonly note: string | null;
}
