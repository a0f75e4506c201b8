/** How a network profile looks to a person: what its door does with packets. Told by shape and word, never by colour alone. */
export const doorLooks = ['shut', 'dead', 'unverified', 'open', 'protected'] as const;
export type DoorLook = (typeof doorLooks)[number];

/** A door that can be chosen. */
export interface DoorChoice {
  readonly name: string;
  readonly look: DoorLook;
  /** How it stands: `protected, through wg0`. */
  readonly hint: string;
}

interface Door {
  readonly state: 'up' | 'unverified' | 'dead' | 'down';
  readonly interface: string | null;
  readonly proxy: string | null;
}

/** What everything goes through: an interface or a proxy. Null: any network, which protects nobody however well it works. */
export function wayOf({ interface: bound, proxy }: Pick<Door, 'interface' | 'proxy'>): string | null {
  return bound ?? proxy;
}

export function lookOf(door: Door): DoorLook {
  const isHeld = wayOf(door) !== null;
  switch (door.state) {
    case 'down':
      return 'shut';
    case 'dead':
      return 'dead';
    case 'unverified':
      return isHeld ? 'unverified' : 'open';
    case 'up':
      return isHeld ? 'protected' : 'open';
    default:
      return door.state satisfies never;
  }
}

/** Of several doors, the one that a person should know of first. */
export function worstDoor<D extends Door>(doors: readonly D[]): D | undefined {
  const rank = (door: D) => doorLooks.indexOf(lookOf(door));
  return doors.toSorted((a, b) => rank(a) - rank(b))[0];
}
