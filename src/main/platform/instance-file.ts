import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';

const instanceSchema = z.object({
  /** `http://127.0.0.1:43121`, without the token. */
  origin: z.string(),
  token: z.string(),
  pid: z.int(),
  version: z.string(),
});
/** How a client on this computer reaches the running instance. */
export type Instance = z.infer<typeof instanceSchema>;

/** Only the user can read it. Disposing takes it away. */
export async function writeInstance(path: string, instance: Instance): Promise<AsyncDisposable> {
  const draft = `${path}.tmp`;
  await writeFile(draft, JSON.stringify(instance), { mode: 0o600 });
  await rename(draft, path);
  return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
}

/** Undefined where no instance has left its address. It may still be gone: kill -9 takes no file away. */
export async function readInstance(path: string): Promise<Instance | undefined> {
  try {
    return instanceSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
