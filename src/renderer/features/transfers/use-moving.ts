import { computed, shallowRef } from 'vue';
import type { Torrent } from '#shared/contract/torrent.ts';
import type { TransferCommands } from './commands.ts';
import type { DoorMarks } from './door-mark.ts';

interface Parts {
  readonly selected: () => readonly Torrent[];
  readonly marks: () => DoorMarks;
  readonly commands: Pick<TransferCommands, 'move'>;
}

/** Transfers to another network: at once, but from behind a door into the open only after a question. */
export function useMoving({ selected, marks, commands }: Parts) {
  const asked = shallowRef<{ readonly ids: readonly string[]; readonly profile: string }>();
  /** That all of the selection use, if they do. */
  const current = computed(() => {
    const names = new Set(selected().map(({ profile }) => profile));
    return names.size === 1 ? [...names][0] : undefined;
  });

  /** @param of what is selected, where nothing else is said */
  function move(profile: string, of: readonly Torrent[] = selected()): void {
    const moving = of.filter((torrent) => torrent.profile !== profile);
    if (moving.length === 0) return;
    const ids = moving.map(({ id }) => id);
    const isOpen = (name: string) => marks().get(name)?.look === 'open';
    const comesIntoTheOpen = isOpen(profile) && moving.some((torrent) => !isOpen(torrent.profile));
    if (comesIntoTheOpen) asked.value = { ids, profile };
    else void commands.move(ids, profile);
  }

  function confirm(): void {
    if (asked.value !== undefined) void commands.move(asked.value.ids, asked.value.profile);
    asked.value = undefined;
  }

  function forget(): void {
    asked.value = undefined;
  }

  return { asked, current, move, confirm, forget };
}
