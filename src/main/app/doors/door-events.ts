import { randomUUID } from 'node:crypto';
import type { DoorEvent } from '#shared/contract/network.ts';
import type { Clock } from '../../ports/clock.ts';
import { makeChangeFeed, type ChangeFeed } from '../change-feed.ts';

/** What happened at the doors since Warren started; the oldest make room. */
export interface DoorEvents {
  readonly feed: Pick<ChangeFeed<DoorEvent>, 'watch'>;
  add(event: Pick<DoorEvent, 'profile' | 'kind' | 'text' | 'said'>): void;
}

const maxEvents = 500;

export function makeDoorEvents({ clock }: { readonly clock: Clock }): DoorEvents {
  const feed = makeChangeFeed<DoorEvent>({ beatMs: 100 });
  const ids: string[] = [];
  return {
    feed,
    add(event) {
      const id = randomUUID();
      feed.set(id, { id, at: clock.now().toISOString(), ...event });
      ids.push(id);
      if (ids.length > maxEvents) feed.delete(ids.shift() ?? '');
    },
  };
}
