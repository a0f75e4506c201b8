import { foldName, wordsOf } from '#shared/domain/library/fold.ts';
import type { ItemKind } from '#shared/domain/library/item-id.ts';
import { makeSortKey } from '#shared/domain/library/sort-key.ts';
import type { ShareState } from '#shared/domain/library/share-state.ts';
import { docRange } from '../search/doc-id.ts';
import { beginnings } from '../search/match.ts';
import { shareCodeOf } from '../share-code.ts';

/** A condition of SQL and what is bound to it. */
export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number | bigint>>;
}

interface Filters {
  readonly text?: string | undefined;
  readonly fromYear?: number | undefined;
  readonly toYear?: number | undefined;
  readonly label?: string | undefined;
  readonly isFavourite?: boolean | undefined;
  readonly shareState?: ShareState | undefined;
}

/** Gathers what a filter demands of the rows of one table, called `i`; those out of sight never pass. */
export function makeDemands(kind: ItemKind) {
  const parts = ['i.is_hidden = 0'];
  const values: Record<string, string | number | bigint> = {};

  /** `undefined`: not demanded. The value is bound under the name that stands in the SQL. */
  function demand(sql: string, name: string, value: string | number | undefined): void {
    if (value === undefined) return;
    parts.push(sql);
    values[name] = value;
  }

  function demandText(text: string | undefined): void {
    if (text === undefined || text.trim() === '') return;
    const words = wordsOf(text);
    if (words.length === 0) {
      demand('i.sort_key = :textKey', 'textKey', makeSortKey(text));
      return;
    }
    const { low, high } = docRange(kind);
    parts.push(
      'i.id IN (SELECT rowid - :docLow FROM search WHERE search MATCH :match AND rowid BETWEEN :docLow AND :docHigh)',
    );
    Object.assign(values, { docLow: low, docHigh: high, match: beginnings(words) });
  }

  return {
    demand,
    demandText,
    demandAll(filters: Filters): void {
      demandText(filters.text);
      demand('i.year >= :fromYear', 'fromYear', filters.fromYear);
      demand('i.year <= :toYear', 'toYear', filters.toYear);
      demand(
        `i.id IN (SELECT item_id FROM item_label WHERE kind = '${kind}' AND label_id = (SELECT id FROM label WHERE name_key = :label))`,
        'label',
        filters.label === undefined ? undefined : foldName(filters.label),
      );
      demand('i.share = :share', 'share', filters.shareState && shareCodeOf(filters.shareState));
      // Written out: the planner sees that an index of favourites alone will do.
      if (filters.isFavourite !== undefined) parts.push(`i.is_favourite = ${Number(filters.isFavourite)}`);
    },
    demandFlag(column: string, flag: boolean | undefined): void {
      if (flag !== undefined) parts.push(`i.${column} = ${Number(flag)}`);
    },
    done: (): Condition => ({ sql: parts.join(' AND '), values }),
  };
}

/** @param columns the order, first to last; all turn round together, so that one index serves both ways */
export function orderBy(columns: readonly string[], isDescending: boolean): string {
  return [...columns, 'id'].map((column) => `i.${column} ${isDescending ? 'DESC' : 'ASC'}`).join(', ');
}
