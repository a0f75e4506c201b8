import { onScopeDispose, shallowRef } from 'vue';
import type { MoveStep } from '#shared/contract/torrents-api.ts';
import type { AppError } from '#shared/contract/errors.ts';
import type { Torrent } from '#shared/contract/torrent.ts';
import { isCancelled, toAppError, useApi } from '../../api/index.ts';

export type MovePhase =
  | { readonly kind: 'asking'; readonly error?: AppError; readonly wasStopped?: boolean }
  | { readonly kind: 'moving'; readonly step: Extract<MoveStep, { kind: 'moving' }> | undefined }
  | { readonly kind: 'moved'; readonly torrent: Torrent };

/** One move from the question to the end. Stopped, everything is where it was. */
export function useMove() {
  const client = useApi();
  const phase = shallowRef<MovePhase>({ kind: 'asking' });
  let running = new AbortController();

  async function move(wish: { id: string; folder: string; filesAreThere: boolean }): Promise<void> {
    running = new AbortController();
    phase.value = { kind: 'moving', step: undefined };
    try {
      for await (const step of client['torrents.move'](wish, { signal: running.signal }))
        phase.value =
          step.kind === 'moving' ? { kind: 'moving', step } : { kind: 'moved', torrent: step.torrent };
    } catch (failure) {
      phase.value = isCancelled(failure)
        ? { kind: 'asking', wasStopped: true }
        : { kind: 'asking', error: toAppError(failure) };
    }
  }

  const stop = () => running.abort();
  onScopeDispose(stop);
  return { phase, move, stop };
}
