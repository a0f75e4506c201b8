import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { artworkIdOf, makeThumbnail, type Thumbnail } from '../../../media/index.ts';
import type { ScanStore } from './scan-store.ts';

/** Thumbnails of the pictures that a scan meets: each is made once, whatever has it. */
export interface ArtworkKeeper {
  /** @returns the id of a thumbnail that is stored, or null where this is no picture that can be shown */
  keep(bytes: Uint8Array): Promise<string | null>;
}

/** `<id>.webp` with 320 pixels, `<id>-96.webp` for rows of lists. */
export function artworkFiles(folder: string, id: string): { readonly large: string; readonly small: string } {
  return { large: join(folder, `${id}.webp`), small: join(folder, `${id}-96.webp`) };
}

/** Pictures of which it is remembered that they are none. */
const maxBroken = 10_000;

export function makeArtworkKeeper({
  folder,
  store,
}: {
  readonly folder: string;
  readonly store: Pick<ScanStore, 'hasArtwork' | 'addArtwork'>;
}): ArtworkKeeper {
  const broken = new Set<string>();
  /** One at a time: a large picture takes hundreds of megabytes while it is made small. */
  let last: Promise<unknown> = Promise.resolve();

  async function make(id: string, bytes: Uint8Array): Promise<string | null> {
    if (broken.has(id)) return null;
    const files = artworkFiles(folder, id);
    if (store.hasArtwork(id) && existsSync(files.large) && existsSync(files.small)) return id;
    const thumbnail = await makeThumbnail(bytes);
    if (thumbnail === undefined) {
      if (broken.size < maxBroken) broken.add(id);
      return null;
    }
    await write(thumbnail, files);
    return id;
  }

  async function write(thumbnail: Thumbnail, files: ReturnType<typeof artworkFiles>): Promise<void> {
    const { id, width, height, large, small } = thumbnail;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const [path, bytes] of [
      [files.small, small],
      [files.large, large],
    ] as const) {
      // Beside and then renamed: a page never loads half a picture.
      await writeFile(`${path}.part`, bytes, { mode: 0o600 });
      await rename(`${path}.part`, path);
    }
    store.addArtwork({ id, width, height, sizeBytes: large.length + small.length });
  }

  return {
    keep(bytes) {
      const id = artworkIdOf(bytes);
      const work = last.then(() => make(id, bytes));
      last = work.catch(() => undefined);
      return work;
    },
  };
}
