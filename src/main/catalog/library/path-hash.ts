import { crc32 } from 'node:zlib';

/** What paths are looked up by, together with the path: an index of whole paths would be a tenth of the library's file. */
export function pathHash(path: string): number {
  return crc32(path);
}
