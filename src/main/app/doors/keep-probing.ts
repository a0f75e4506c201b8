import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DoorEvents } from './door-events.ts';
import type { DoorLives } from './door-life.ts';
import { say } from './say.ts';
import { stateOf } from './profile-state.ts';

interface ProbingParts {
  readonly lives: DoorLives;
  readonly clock: Clock;
  readonly events: DoorEvents;
  readonly liveness: Settings['liveness'];
  /** Asks the system again how packets of this profile's addresses are routed: no list of interfaces says that. */
  refreshWarnings(profile: string): Promise<void>;
  /** Bound doors that are open, with their processes. */
  openDoors(): { readonly profile: string; readonly client: Client<EngineApi> }[];
}

/**
 * A tunnel that is up but leads nowhere changes no interface: somebody has to ask.
 * Sees to it that each bound door is known to be alive or dead, and its sockets to be where they should be.
 */
export function keepProbing({
  lives,
  clock,
  events,
  liveness,
  refreshWarnings,
  openDoors,
}: ProbingParts): Disposable & { now(): Promise<void> } {
  async function look(profile: string, client: Client<EngineApi>): Promise<void> {
    await refreshWarnings(profile);
    const life = lives.of(profile);
    const before = stateOf(life);
    const { unexplained } = await client['engine.audit']();
    if (unexplained === 0) life.verifiedAt = clock.now();
    if (life.answeredMs === undefined || clock.monotonicMs() - life.answeredMs > liveness.freshMs) {
      const { verdict } = await client['engine.probe']();
      if (verdict === 'answered') lives.answered(profile);
      if (verdict === 'silent') life.silentProbes++;
    }
    const after = stateOf(life);
    if (after === 'dead' && before !== 'dead') events.add({ profile, kind: 'dead', ...say('dead') });
    if (after === 'up' && before === 'dead') events.add({ profile, kind: 'alive', ...say('alive') });
  }

  async function now(): Promise<void> {
    // A process that ends meanwhile is looked at again when there is a new one.
    await Promise.allSettled(openDoors().map(({ profile, client }) => look(profile, client)));
  }

  /** Not before the last look is over: two at once would count the same silence twice. */
  function lookLater(): void {
    if (isEnded) return;
    timer = setTimeout(() => void now().then(lookLater), liveness.lookEveryMs);
  }

  let isEnded = false;
  let timer: NodeJS.Timeout | undefined;
  lookLater();
  return {
    now,
    [Symbol.dispose]: () => {
      isEnded = true;
      clearTimeout(timer);
    },
  };
}
