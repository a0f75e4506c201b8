import type { DoorLife } from './door-life.ts';

/** So many probes in a row without an answer, and nothing else that came in, mean a dead tunnel. */
const silentUntilDead = 2;

/** How a bound door that is open stands. */
export function stateOf({ answeredMs, silentProbes }: DoorLife): 'up' | 'dead' | 'unverified' {
  if (silentProbes >= silentUntilDead) return 'dead';
  return answeredMs === undefined ? 'unverified' : 'up';
}
