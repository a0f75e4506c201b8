import { shareStates, type ShareState } from '#shared/domain/library/share-state.ts';

/** Stored: where a state stands in that list. */
export const shareCodes = { none: 0, partly: 1, sharing: 2, atRisk: 3 } as const;

export interface ShareFigures {
  /** Files or tracks that are there. */
  readonly present: number;
  readonly shared: number;
  readonly atRisk: number;
}

/** Of something that is made of several. */
export function shareOf({ present, shared, atRisk }: ShareFigures): number {
  if (shared === 0) return shareCodes.none;
  if (shared < present) return shareCodes.partly;
  return atRisk > 0 ? shareCodes.atRisk : shareCodes.sharing;
}

export function shareStateOf(code: number): ShareState {
  return shareStates[code] ?? 'none';
}

export function shareCodeOf(state: ShareState): number {
  return shareStates.indexOf(state);
}
