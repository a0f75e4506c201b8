import type { StateReason } from '../torrent-state.ts';
import type { StoppedShareState } from './share-state.ts';

/** What a look at a file says whose transfer has stopped. */
export interface FileNow {
  /**
   * Beside how it was when its pieces were verified last. `back`: it was not there then. `away`: the folder of the library is
   * not there, or is empty as the place is where a drive was.
   */
  readonly look: 'same' | 'changed' | 'gone' | 'back' | 'away' | 'unreadable';
  /** Of a file that looks the same: whether its pieces were wrong. `at-edge`: only such as it has in common with others. */
  readonly wrong: 'nothing' | 'inside' | 'at-edge';
}

/**
 * Which files of a transfer that has stopped by itself are not any more what was shared. Of the others it is only said that
 * they are not shared now: a drive that is pulled out breaks nothing.
 */
export function stoppedShares(
  reason: StateReason | undefined,
  files: readonly FileNow[],
): StoppedShareState[] {
  const first = files.map(({ look, wrong }): StoppedShareState => {
    if (look === 'away') return 'away';
    return look === 'changed' || look === 'gone' || (look === 'same' && wrong === 'inside')
      ? 'broken'
      : 'stopped';
  });
  if (reason !== 'files-changed' || first.some((state) => state !== 'stopped')) return first;
  // One of them was changed, and it cannot be told which: of those that may be it, each.
  const isSuspect = files.some(({ wrong }) => wrong === 'at-edge')
    ? ({ wrong }: FileNow) => wrong === 'at-edge'
    : ({ look }: FileNow) => look === 'same';
  return files.map((file) => (isSuspect(file) ? 'broken' : 'stopped'));
}
