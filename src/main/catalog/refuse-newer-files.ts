import { closeSync, openSync, readSync } from 'node:fs';
import { exposureMigrations } from './exposure/migrations.ts';
import { libraryMigrations } from './library/migrations.ts';
import { migrations, refuseNewerForm } from './migrate.ts';

interface DatabaseFiles {
  readonly catalog: string;
  readonly library: string;
  readonly exposure: string;
}

/**
 * Comes before any of them is opened: else the first would be brought to a newer form already when the next one is
 * refused, and the Warren that wrote them all could not go on.
 * @throws AppError `catalog-too-new`
 */
export function refuseNewerFiles({ catalog, library, exposure }: DatabaseFiles): void {
  refuseNewerForm(formOf(catalog), migrations);
  refuseNewerForm(formOf(library), libraryMigrations);
  refuseNewerForm(formOf(exposure), exposureMigrations);
}

/** How each database begins, and where it keeps `user_version`, big endian (https://www.sqlite.org/fileformat2.html, 1.3). */
const beginning = 'SQLite format 3\0';
const userVersionAt = 60;

/** 0 where there is no such file, or a damaged one. What still lies in its journal is seen when it is opened. */
function formOf(path: string): number {
  const head = Buffer.alloc(userVersionAt + 4);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return 0; // not there, or told in words by whoever opens it
  }
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.toString('latin1', 0, beginning.length) === beginning ? head.readInt32BE(userVersionAt) : 0;
}
