import { maxMetainfoBytes } from '#shared/domain/metainfo.ts';

/** Bytes of a file of another client; what is larger was not written by it. */
export const maxBytes = {
  torrent: maxMetainfoBytes,
  /** Of one torrent: a byte for each piece (two million at most), and names of files. */
  resume: maxMetainfoBytes,
  /** Of all torrents together: about 5 kB each. */
  list: 256 * 1024 * 1024,
  /** Likewise, 100 kB each. */
  resumes: 1024 * 1024 * 1024,
  labels: 8 * 1024 * 1024,
} as const;
