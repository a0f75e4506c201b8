import { computed, shallowRef, watch } from 'vue';
import type { Inspection } from '#shared/contract/adding.ts';
import type { AppError } from '#shared/contract/errors.ts';
import type { Torrent } from '#shared/contract/torrent.ts';
import { isCancelled, toAppError, useApi, useSession } from '../../api/index.ts';
import type { AddSource } from '../../state/cards.ts';
import { readSource, type CoreSource, type SourceFault } from './read-source.ts';

/** Where the card stands: asking what to add, reading it, or asking how. */
export type CardPhase =
  | { readonly kind: 'asking'; readonly fault?: SourceFault; readonly error?: AppError }
  | { readonly kind: 'reading' }
  | { readonly kind: 'deciding'; readonly source: CoreSource; readonly inspection: Inspection };

export interface Decision {
  readonly savePath: string;
  readonly profile: string;
  readonly isPaused: boolean;
  /** By index. */
  readonly wanted: ReadonlySet<number>;
}

/** Reads one source after the other; whatever fails, what was typed and decided stays. */
export function useAddCard(source: () => AddSource | undefined) {
  const session = useSession();
  const client = useApi();
  const phase = shallowRef<CardPhase>({ kind: 'asking' });
  const addError = shallowRef<AppError>();
  const isAdding = shallowRef(false);
  let reading = new AbortController();

  async function read(from: AddSource): Promise<void> {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    phase.value = { kind: 'reading' };
    addError.value = undefined;
    const read = await readSource(from);
    if (signal.aborted) return;
    if (typeof read === 'string') {
      phase.value = { kind: 'asking', fault: read };
      return;
    }
    try {
      // What another program handed over at the very start arrives before there is anybody to ask.
      if (session.phase.value.kind === 'connecting') await session.whenOnline(signal);
      const inspection = await client['torrents.inspect']({ source: read }, { signal });
      phase.value = { kind: 'deciding', source: read, inspection };
    } catch (failure) {
      if (!isCancelled(failure)) phase.value = { kind: 'asking', error: toAppError(failure) };
    }
  }

  function askAgain(): void {
    reading.abort();
    phase.value = { kind: 'asking' };
    addError.value = undefined;
  }

  /** The new torrent, or undefined when it was not added: why is then in `addError`. */
  async function add({ savePath, profile, isPaused, wanted }: Decision): Promise<Torrent | undefined> {
    if (phase.value.kind !== 'deciding') return undefined;
    const { source: from, inspection } = phase.value;
    const isEverything = inspection.files === null || wanted.size === inspection.files.length;
    isAdding.value = true;
    addError.value = undefined;
    try {
      return await client['torrents.add']({
        source: from,
        savePath,
        profile,
        paused: isPaused,
        ...(isEverything ? {} : { selectFiles: [...wanted].sort((a, b) => a - b) }),
      });
    } catch (failure) {
      addError.value = toAppError(failure);
      return undefined;
    } finally {
      isAdding.value = false;
    }
  }

  watch(
    source,
    (next) => {
      if (next === undefined) askAgain();
      else void read(next);
    },
    { immediate: true },
  );

  const inspection = computed(() => (phase.value.kind === 'deciding' ? phase.value.inspection : undefined));
  return { phase, inspection, addError, isAdding, askAgain, add, stop: () => reading.abort() };
}
