import type { OfferedFolder } from '#shared/contract/library-items.ts';

/** Where the system itself keeps a person's music and videos, as the host knows it; not all of them need to be there. */
export type FindMediaFolders = () => readonly OfferedFolder[];
