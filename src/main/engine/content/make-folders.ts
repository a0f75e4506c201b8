import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './content-error.ts';
import { assertInside } from './inside.ts';

/** Makes folders once each and remembers them: asking the system again for each of 2,000 files costs more than the files. */
export interface FolderMaker {
  /** Whether it was believed to be there already. @throws ContentError where a link leads out, or the system's error */
  make(root: string, names: readonly string[]): Promise<'made' | 'remembered'>;
  /** After an error: somebody may have taken them away. */
  forget(): void;
}

export function makeFolderMaker(): FolderMaker {
  const made = new Set<string>();
  return {
    async make(root, names) {
      const wanted = join(root, ...names);
      if (made.has(wanted)) return 'remembered';
      // One level after the other: `mkdir -p` would follow a link that leads out while making what lies behind it.
      let folder = root;
      for (const name of names) {
        const below = join(folder, name);
        if (!made.has(below)) {
          await assertInside(root, folder);
          await mkdir(below).catch((error: unknown) => {
            if (errorCode(error) !== 'EEXIST') throw error;
          });
          made.add(below);
        }
        folder = below;
      }
      return 'made';
    },
    forget: () => made.clear(),
  };
}
