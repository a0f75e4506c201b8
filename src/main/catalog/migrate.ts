import type { Database } from 'better-sqlite3';
import { AppError } from '#shared/contract/errors.ts';
import { torrents } from './migrations/001-torrents.ts';
import { torrentOptions } from './migrations/002-torrent-options.ts';
import { queueAndGoals } from './migrations/003-queue-and-goals.ts';

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** In order; each was released as it stands. */
export const migrations: readonly Migration[] = [torrents, torrentOptions, queueAndGoals];

/**
 * Comes first, before anything that writes: even the way in which SQLite keeps its journal stands in the file.
 * @throws AppError `catalog-too-new` when a newer Warren wrote it: guessing could lose what it keeps
 */
export function refuseNewer(db: Database, steps: readonly Migration[]): void {
  refuseNewerForm(versionOf(db), steps);
}

/** @throws AppError `catalog-too-new` */
export function refuseNewerForm(current: number, steps: readonly Migration[]): void {
  const newest = steps.at(-1)?.version ?? 0;
  if (current > newest) {
    throw new AppError(
      'catalog-too-new',
      `The catalog was written by a newer Warren (form ${current}, this one knows ${newest}). Nothing was changed.`,
    );
  }
}

/** Brings a catalog to the newest form, one transaction for each step. @throws AppError as `refuseNewer` */
export function migrate(db: Database, steps: readonly Migration[] = migrations): void {
  refuseNewer(db, steps);
  const current = versionOf(db);
  for (const { version, sql } of steps.filter((step) => step.version > current)) {
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    })();
  }
}

export function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number; // SQLite: always an integer
}
