import type { Migration } from '../migrate.ts';
import { libraryTables } from './migrations/001-library.ts';
import { toForget } from './migrations/002-to-forget.ts';
import { shareOfFile } from './migrations/003-share-of-file.ts';

/** In order; each was released as it stands. */
export const libraryMigrations: readonly Migration[] = [libraryTables, toForget, shareOfFile];
