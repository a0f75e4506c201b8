import { shallowRef, type ShallowRef } from 'vue';
import type { AppError } from '#shared/contract/errors.ts';
import { toAppError } from './failure.ts';

/** Something that the user has asked for, while it is being done, and why it did not work. */
export interface Attempt {
  readonly isBusy: Readonly<ShallowRef<boolean>>;
  readonly error: ShallowRef<AppError | undefined>;
  /** @returns whether it was done; if not, why stands in `error` */
  attempt(work: () => Promise<void>): Promise<boolean>;
}

export function useAttempt(): Attempt {
  const isBusy = shallowRef(false);
  const error = shallowRef<AppError>();
  return {
    isBusy,
    error,
    async attempt(work) {
      isBusy.value = true;
      error.value = undefined;
      try {
        await work();
        return true;
      } catch (failure) {
        error.value = toAppError(failure);
        return false;
      } finally {
        isBusy.value = false;
      }
    },
  };
}
