import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import { errorCode } from './content-error.ts';
import { assertInside } from './inside.ts';

/** A folder that was looked at so lately is not looked at again, ms: as long as for files (own-files.ts). */
const lookAgainAfterMs = 500;

/** Makes folders once each and remembers them: asking the system again for each of 2,000 files costs more than the files. */
export interface FolderMaker {
  /** Whether it was believed to be there already. @throws ContentError where a link leads out, or the system's error */
  make(root: string, names: readonly string[]): Promise<'made' | 'remembered'>;
  /** @throws ContentError where a link leads out of the root, or the system's error when the folder is not there */
  assertInside(root: string, folder: string): Promise<void>;
  /** After an error: somebody may have taken them away. */
  forget(): void;
}

/** @param clock where none is given, each look is too long ago */
export function makeFolderMaker(clock?: Pick<Clock, 'monotonicMs'>): FolderMaker {
  const made = new Set<string>();
  /** When each folder was last seen to be inside; a maker has one root. */
  const seenInsideMs = new Map<string, number>();
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
    async assertInside(root, folder) {
      const nowMs = clock?.monotonicMs() ?? Infinity;
      if (nowMs - (seenInsideMs.get(folder) ?? -Infinity) < lookAgainAfterMs) return;
      await assertInside(root, folder);
      seenInsideMs.set(folder, nowMs);
    },
    forget() {
      made.clear();
      seenInsideMs.clear();
    },
  };
}
