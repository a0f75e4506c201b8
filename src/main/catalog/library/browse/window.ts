import type { Database } from 'better-sqlite3';
import type { Condition } from './condition.ts';
import type { Page } from './page.ts';

export interface PageSql extends Condition {
  readonly table: string;
  readonly order: string;
}

/** What is asked: only ids, so that an index answers without the rows; a window deep in a long list costs little. */
export function idsSql({ table, sql, order }: PageSql): string {
  return `SELECT i.id FROM ${table} i WHERE ${sql} ORDER BY ${order} LIMIT :limit OFFSET :offset`;
}

/** Rows in the order in which their ids stand; what is gone meanwhile is left out. */
export function inOrder<T>(
  ids: readonly { readonly id: number }[],
  rows: (ids: readonly number[]) => Map<number, T>,
): T[] {
  const found = rows(ids.map(({ id }) => id));
  return ids.flatMap(({ id }) => found.get(id) ?? []);
}

/** A window of a list: which rows by an index, then the rows themselves. */
export function makeWindow<T>(db: Database, rows: (ids: readonly number[]) => Map<number, T>) {
  return (page: PageSql, { offset, limit }: { readonly offset: number; readonly limit: number }): Page<T> => {
    const count = db.prepare<object, { n: number }>(
      `SELECT count(*) AS n FROM ${page.table} i WHERE ${page.sql}`,
    );
    const ids = db.prepare<object, { id: number }>(idsSql(page)).all({ ...page.values, limit, offset });
    return { total: count.get(page.values)?.n ?? 0, rows: inOrder(ids, rows) };
  };
}
