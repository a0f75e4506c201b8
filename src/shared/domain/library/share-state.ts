/**
 * Of an item of the library: whether others can have it.
 * `partly`: some files of an album or playlist are shared and others are not.
 * `at-risk`: it is shared, and nobody else is seen who holds all of it.
 * The last three: it was shared, and its transfer has stopped by itself. `broken`: a file is not any more what was shared,
 * or not there. `away`: the folder or the drive is not there now. `stopped`: for any other reason.
 * Of something that is made of several, the last of these three that one of them is in, before all others.
 */
export const shareStates = ['none', 'partly', 'sharing', 'at-risk', 'stopped', 'away', 'broken'] as const;
export type ShareState = (typeof shareStates)[number];

/** Of one file. */
export type FileShareState = Exclude<ShareState, 'partly'>;
/** Of a file whose transfer has stopped by itself. */
export type StoppedShareState = Extract<ShareState, 'stopped' | 'away' | 'broken'>;

/** It was shared and is not: somebody has to look after it. */
export function isStoppedShare(state: ShareState): state is StoppedShareState {
  return state === 'stopped' || state === 'away' || state === 'broken';
}
