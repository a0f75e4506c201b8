import { AppError } from '#shared/contract/errors.ts';
import type { Served } from '../served/served.ts';
import { openLibraryFile } from './library-file.ts';

interface ArtworkParts {
  readonly served: Served;
  /** Where thumbnails are kept; nothing outside of it is read. */
  readonly folder: string;
  /** The file of one, absolute. @param id hexadecimal digits only */
  pathOf(id: string): string;
}

const idPattern = /^[0-9a-f]{16,64}$/u;

/** Thumbnails under one secret: append an id. @returns the URL, which ends with `/` */
export function serveArtwork({ served, folder, pathOf }: ArtworkParts): Promise<string> {
  return served.offer({
    key: 'artwork',
    group: 'artwork',
    async find(id, revoked) {
      if (!idPattern.test(id)) return undefined;
      try {
        const file = await openLibraryFile({ path: pathOf(id), folder });
        return {
          kind: 'file',
          name: `${id}.webp`,
          mediaType: 'image/webp',
          sizeBytes: file.sizeBytes,
          version: id,
          // An id names what is in the picture.
          isLasting: true,
          revoked,
          open: (range) => file.read(range),
        };
      } catch (error) {
        if (error instanceof AppError) return undefined;
        throw error;
      }
    },
  });
}
