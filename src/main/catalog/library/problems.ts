import type { Database } from 'better-sqlite3';
import type * as z from 'zod';
import type { libraryProblemSchema } from '#shared/contract/library-items.ts';
import { absolutePath } from './absolute-path.ts';
import type { Page } from './browse/page.ts';

type LibraryProblem = z.infer<typeof libraryProblemSchema>;

interface ProblemRow {
  readonly folder: string;
  readonly path: string;
  readonly code: LibraryProblem['code'];
  readonly text: string;
}

/** What could not be read as it is, of what is there, by path. */
export function makeProblems(db: Database) {
  const from = `FROM file f JOIN folder d ON d.id = f.folder_id
    WHERE f.problem_code IS NOT NULL AND f.missing_ms IS NULL AND d.removed_ms IS NULL`;
  const count = db.prepare<[], { n: number }>(`SELECT count(*) AS n ${from}`);
  const list = db.prepare<[number, number], ProblemRow>(`
    SELECT d.path AS folder, f.path, f.problem_code AS code, coalesce(f.problem_text, '') AS text ${from}
    ORDER BY f.folder_id, f.path LIMIT ? OFFSET ?`);
  return {
    count: (): number => count.get()?.n ?? 0,
    page: (offset: number, limit: number): Page<LibraryProblem> => ({
      total: count.get()?.n ?? 0,
      rows: list
        .all(limit, offset)
        .map(({ folder, path, code, text }) => ({ path: absolutePath(folder, path), code, text })),
    }),
  };
}
export type Problems = ReturnType<typeof makeProblems>;
