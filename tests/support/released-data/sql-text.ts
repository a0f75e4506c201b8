import Sqlite, { type Database } from 'better-sqlite3';

/** Each of them a file `<name>.sql` of a kept data directory. */
export const databases = {
  catalog: 'catalog.sqlite',
  library: 'library.sqlite',
  exposure: 'exposure.db',
} as const;

type Cell = string | number | bigint | Uint8Array | null;

function formatCell(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (cell instanceof Uint8Array) return `X'${Buffer.from(cell).toString('hex')}'`;
  return typeof cell === 'string' ? `'${cell.replaceAll("'", "''")}'` : String(cell);
}

interface Made {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** A whole database as text: its form, its version, its rows; of a search index, the tables in which SQLite keeps it. */
export function databaseToSql(path: string): string {
  const db = new Sqlite(path, { readonly: true });
  db.defaultSafeIntegers();
  const made = db.prepare<[], Made>('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  const indexes = made.filter(({ sql }) => /^CREATE VIRTUAL/iu.test(sql)).map(({ name }) => name);
  const isInside = (name: string) => indexes.some((index) => name.startsWith(`${index}_`));
  const tables = made.filter(({ type, name }) => type === 'table' && !indexes.includes(name));
  const rows = tables.flatMap(({ name }) => {
    const cells = db.prepare(`SELECT * FROM "${name}"`).raw().all() as Cell[][];
    const lines = cells.map((row) => `INSERT INTO "${name}" VALUES (${row.map(formatCell).join(', ')});`);
    // SQLite writes a few rows itself when it makes an index.
    return isInside(name) ? [`DELETE FROM "${name}";`, ...lines] : lines;
  });
  const form = (isWanted: (one: Made) => boolean) =>
    made.filter((one) => isWanted(one) && !isInside(one.name) && !one.name.startsWith('sqlite_'));
  const version = String(db.pragma('user_version', { simple: true }));
  db.close();
  return [
    ...form(({ type }) => type === 'table').map(({ sql }) => `${sql};`),
    `PRAGMA user_version = ${version};`,
    ...rows,
    // Triggers last: they would write what the rows already say.
    ...form(({ type }) => type !== 'table').map(({ sql }) => `${sql};`),
    '',
  ].join('\n');
}

export function databaseFromSql(path: string, sql: string): void {
  const db: Database = new Sqlite(path);
  // The tables inside a search index may else not be written.
  db.unsafeMode();
  db.pragma('foreign_keys = OFF');
  db.transaction(() => db.exec(sql))();
  // As Warren leaves it.
  db.pragma('journal_mode = WAL');
  db.close();
}
