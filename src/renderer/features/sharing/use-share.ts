import { onScopeDispose, shallowRef } from 'vue';
import type { ShareStep } from '#shared/contract/adding.ts';
import type { AppError } from '#shared/contract/errors.ts';
import { isCancelled, toAppError, useApi } from '../../api/index.ts';

export interface ShareWish {
  readonly path: string;
  readonly name: string;
  /** Only these, below the path; undefined: all that is there. */
  readonly files: readonly string[] | undefined;
  readonly trackers: readonly string[];
  readonly isPrivate: boolean;
  readonly profile: string;
}

type Step<K extends ShareStep['kind']> = Extract<ShareStep, { kind: K }>;

export type SharePhase =
  | { readonly kind: 'asking'; readonly error?: AppError; readonly wasStopped?: boolean }
  | { readonly kind: 'hashing'; readonly step: Step<'hashing'> | undefined }
  | { readonly kind: 'shared'; readonly step: Step<'shared'> };

/** One share from the question to the link. Stopping leaves nothing behind. */
export function useShare() {
  const client = useApi();
  const phase = shallowRef<SharePhase>({ kind: 'asking' });
  let running = new AbortController();

  async function share({ path, name, files, trackers, isPrivate, profile }: ShareWish): Promise<void> {
    running = new AbortController();
    phase.value = { kind: 'hashing', step: undefined };
    const wish = {
      path,
      trackers: [...trackers],
      isPrivate,
      ...(name === '' ? {} : { name }),
      ...(files === undefined ? {} : { files: [...files] }),
      ...(profile === '' ? {} : { profile }),
    };
    try {
      for await (const step of client['torrents.share'](wish, { signal: running.signal })) {
        phase.value = step.kind === 'hashing' ? { kind: 'hashing', step } : { kind: 'shared', step };
      }
    } catch (failure) {
      phase.value = isCancelled(failure)
        ? { kind: 'asking', wasStopped: true }
        : { kind: 'asking', error: toAppError(failure) };
    }
  }

  const stop = () => running.abort();
  onScopeDispose(stop);
  return { phase, share, stop };
}
