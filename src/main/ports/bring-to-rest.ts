import type { Ending } from '#shared/contract/when-done.ts';

/** How the host ends Warren, or has the system put the computer to rest. */
export interface BringToRest {
  readonly possible: readonly Ending[];
  /** Rejects when the system refuses. */
  carryOut(ending: Ending): Promise<void>;
}
