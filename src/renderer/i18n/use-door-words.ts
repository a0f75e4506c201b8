import type { ProfileStatus } from '#shared/contract/network.ts';
import { lookOf, wayOf } from '../ui/door-look.ts';
import { useText } from './index.ts';

type Door = Pick<ProfileStatus, 'state' | 'interface' | 'proxy' | 'reasonCode' | 'reason'>;

/** A door in words. */
export interface DoorWords {
  /** One or two: `Protected`, `Shut`. */
  readonly state: (door: Door) => string;
  /** Where it leads: `protected, through wg0`, `any network`. */
  readonly hint: (door: Door) => string;
  /** Why nothing leaves, without a full stop: `“wg0” is gone`. */
  readonly whyShut: (door: Door) => string | undefined;
}

export function useDoorWords(): DoorWords {
  const { t } = useText();
  const named = (door: Door) => ({ interface: wayOf(door) ?? '' });
  return {
    state: (door) => t(`doors.look.${lookOf(door)}`),
    hint: (door) => t(`doors.hint.${lookOf(door)}`, named(door)),
    whyShut: (door) =>
      door.reasonCode === null ? undefined : t(`doors.shut.${door.reasonCode}`, named(door)),
  };
}
