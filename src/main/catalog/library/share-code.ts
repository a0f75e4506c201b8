import { shareStates, type ShareState } from '#shared/domain/library/share-state.ts';

/** Stored: where a state stands in that list. Of those that need somebody to look, the last is the worst. */
export const shareCodes = {
  none: 0,
  partly: 1,
  sharing: 2,
  atRisk: 3,
  stopped: 4,
  away: 5,
  broken: 6,
} as const;

/** A condition on the column of a share code: others can have it. */
export const isSharedSql = (column: string) => `${column} IN (${shareCodes.sharing}, ${shareCodes.atRisk})`;

/**
 * What `shareOf` needs, of rows of tracks or videos, as columns `present`, `shared`, `atRisk` and `trouble`. What is missing is
 * none of the present, but it is told that it was shared.
 * @param row their name in the query, with its point
 */
export const shareFiguresSql = (row = '') => `
      coalesce(sum(NOT ${row}is_hidden AND NOT ${row}is_missing), 0) AS present,
      coalesce(sum(NOT ${row}is_missing AND ${isSharedSql(`${row}share`)}), 0) AS shared,
      coalesce(sum(NOT ${row}is_missing AND ${row}share = ${shareCodes.atRisk}), 0) AS atRisk,
      coalesce(max(${row}share) FILTER (WHERE NOT ${row}is_hidden AND ${row}share >= ${shareCodes.stopped}), 0) AS trouble`;

export interface ShareFigures {
  /** Files or tracks that are there. */
  readonly present: number;
  readonly shared: number;
  readonly atRisk: number;
  /** The worst code of those whose transfer has stopped by itself; 0: of none. */
  readonly trouble: number;
}

/** Of something that is made of several. */
export function shareOf({ present, shared, atRisk, trouble }: ShareFigures): number {
  if (trouble > 0) return trouble;
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
