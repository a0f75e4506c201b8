import type { World } from '../world.ts';

/** What has been free for about two seconds may have been taken by the hypervisor (byte for byte the same, but slower), ms. */
const coolsAfterMs = 1_250;

/**
 * Keeps memory for a payload warm until the first byte comes: for clients that begin at once it is done once, for one that
 * waits (aria2: two seconds) again, so that none pays for its patience with page faults.
 */
export async function keepWarm(
  world: World,
  { bytes, hasBegun, signal }: { bytes: number; hasBegun: () => boolean; signal: AbortSignal },
): Promise<void> {
  for (;;) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, coolsAfterMs);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    if (signal.aborted || hasBegun()) return;
    await world.warmMemory(bytes);
  }
}
