import type { Context } from 'hono';
import { readPageFile } from '../platform/index.ts';

/** The built page. Only files that the build made, found by name below one folder. */
export function serveFiles(folder: string) {
  return async (context: Context): Promise<Response> => {
    const file = await readPageFile(folder, context.req.path);
    return file === undefined
      ? context.text('Not found.', 404)
      : context.body(file.body, 200, { ...file.headers });
  };
}
