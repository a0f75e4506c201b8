import type { Database } from 'better-sqlite3';

/** Addresses that the user wants no link with. They stay when the ledger is forgotten. */
export function makeBanRepository(db: Database) {
  const list = db.prepare<[], { readonly address: string }>(
    'SELECT address FROM ban ORDER BY since_ms, address',
  );
  const add = db.prepare<[string, number]>(
    'INSERT INTO ban (address, since_ms) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const remove = db.prepare<[string]>('DELETE FROM ban WHERE address = ?');
  return {
    all: (): string[] => list.all().map(({ address }) => address),
    add: (address: string, since: Date): void => void add.run(address, since.getTime()),
    remove: (address: string): void => void remove.run(address),
  };
}
