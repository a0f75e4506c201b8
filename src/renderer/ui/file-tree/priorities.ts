import type { WantedPriority } from '#shared/domain/file-priority.ts';
import { indexesOf, type TreeNode } from './tree.ts';

/** By index; a file that is not in it is skipped. */
export type Priorities = ReadonlyMap<number, WantedPriority>;

/** How soon a node comes; `mixed`: its files are not all alike; undefined: none of them is wanted. */
export function priorityOf(node: TreeNode, priorities: Priorities): WantedPriority | 'mixed' | undefined {
  let common: WantedPriority | undefined;
  for (const index of indexesOf(node)) {
    const priority = priorities.get(index);
    if (priority === undefined || priority === common) continue;
    if (common !== undefined) return 'mixed';
    common = priority;
  }
  return common;
}

/** The files of a node that are wanted: only those have a priority that can be changed. */
export function wantedIn(node: TreeNode, priorities: Priorities): number[] {
  return indexesOf(node).filter((index) => priorities.has(index));
}

const order = ['low', 'normal', 'high'] as const;

/** One step sooner or later; undefined where there is none. From mixed, the step is taken from the middle. */
export function stepped(from: ReturnType<typeof priorityOf>, by: 1 | -1): WantedPriority | undefined {
  if (from === undefined) return undefined;
  return order[(from === 'mixed' ? 1 : order.indexOf(from)) + by];
}
