/**
 * How files that are being downloaded take their room on the disk. `sparse`: they grow as pieces arrive. `full`: each has
 * its whole size before its first piece.
 */
export const preallocations = ['sparse', 'full'] as const;
export type Preallocation = (typeof preallocations)[number];
