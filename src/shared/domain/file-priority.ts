/** How soon a wanted file comes; a file that is not wanted is skipped. */
export const wantedPriorities = ['low', 'normal', 'high'] as const;
export type WantedPriority = (typeof wantedPriorities)[number];

export const filePriorities = ['skip', ...wantedPriorities] as const;
export type FilePriority = (typeof filePriorities)[number];

/** What was said of a file and whether it is wanted, as one word. The first outlives the second. */
export function filePriorityOf({
  isWanted,
  priority = 'normal',
}: {
  readonly isWanted: boolean;
  readonly priority?: WantedPriority | undefined;
}): FilePriority {
  return isWanted ? priority : 'skip';
}
