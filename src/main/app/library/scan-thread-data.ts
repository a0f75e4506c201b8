import type { Paths } from '../../ports/paths.ts';

/** What the core hands to the thread that scans when it makes it. */
export type ScanThreadData = Pick<Paths, 'library' | 'artwork'>;
