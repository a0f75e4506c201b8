import type { Track, Video } from '#shared/contract/library-items.ts';
import type { CollectionRow } from '../../../ui/collection/collection.ts';

/** A file, or a heading over the files that follow. */
export interface HeadedRow<File extends Track | Video> extends CollectionRow {
  readonly item: File | undefined;
}

/** Puts a heading before each run of files that have the same one; without one there is none. */
export function withHeadings<File extends Track | Video>(
  files: readonly File[],
  headingOf: (file: File) => string | undefined,
): HeadedRow<File>[] {
  let last: string | undefined;
  return files.flatMap((item): HeadedRow<File>[] => {
    const heading = headingOf(item);
    const row = { id: item.id, name: item.title, item };
    if (heading === undefined || heading === last) return [row];
    last = heading;
    return [{ id: `heading-${heading}`, name: heading, isHeading: true, item: undefined }, row];
  });
}
