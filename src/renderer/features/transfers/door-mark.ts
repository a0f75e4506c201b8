import { computed, type ComputedRef } from 'vue';
import type { ProfileStatus } from '#shared/contract/network.ts';
import { useDoorWords } from '../../i18n/use-door-words.ts';
import { lookOf, type DoorLook } from '../../ui/door-look.ts';

/** What a row says of its network. */
export interface DoorMark {
  readonly look: DoorLook;
  /** `Protected`, `Shut`. */
  readonly state: string;
  /** `protected, through wg0`. */
  readonly hint: string;
  /** Why it is shut: `“wg0” is gone`. */
  readonly why: string | undefined;
}

export type DoorMarks = ReadonlyMap<string, DoorMark>;

/** By name of the profile. A mark stays the same object while nothing of it changes: rows are drawn again otherwise. */
export function useDoorMarks(statuses: () => readonly ProfileStatus[] | undefined): ComputedRef<DoorMarks> {
  const words = useDoorWords();
  return computed((before?: DoorMarks) => {
    const marks = (statuses() ?? []).map((door): [string, DoorMark] => {
      const mark = {
        look: lookOf(door),
        state: words.state(door),
        hint: words.hint(door),
        why: words.whyShut(door),
      };
      const known = before?.get(door.name);
      return [door.name, known !== undefined && isSame(known, mark) ? known : mark];
    });
    return new Map(marks);
  });
}

function isSame(one: DoorMark, other: DoorMark): boolean {
  return one.hint === other.hint && one.why === other.why && one.look === other.look;
}
