import type { KnownFile, ScannedFile } from '#shared/domain/library/scanned-file.ts';
import type { Differences } from './compare.ts';

/** Tells of a file that was read which known one it is, where its name and stat do not say. */
export interface Identifier {
  /** @returns the file that it is, to be told its new place; undefined: it is what its path says, or a new one */
  identify(scanned: ScannedFile): KnownFile | undefined;
  /** Files that were not found under any name. */
  stillGone(): KnownFile[];
}

export function makeIdentifier(known: readonly KnownFile[], differences: Differences): Identifier {
  const { doubtful, lost, gone } = differences;
  const taken = new Set(known.filter(({ isMissing }) => !isMissing).map(({ path }) => path));
  const expected = new Map(doubtful.map(({ known: before, file }) => [file.path, before]));
  const byContent = new Map(lost.map((file) => [file.contentKey, file]));
  const refound = new Set<number>();
  return {
    identify(scanned) {
      const before = expected.get(scanned.path);
      // On a drive that numbers its files anew each time it is the same file all the same.
      if (before !== undefined) return before.contentKey === scanned.contentKey ? before : undefined;
      if (taken.has(scanned.path)) return undefined;
      const elsewhere = byContent.get(scanned.contentKey);
      if (elsewhere === undefined) return undefined;
      // Of two copies, one is it.
      byContent.delete(scanned.contentKey);
      refound.add(elsewhere.fileId);
      return elsewhere;
    },
    stillGone: () => gone.filter(({ fileId }) => !refound.has(fileId)),
  };
}
