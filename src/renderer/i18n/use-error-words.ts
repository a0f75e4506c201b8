import type { AppError } from '#shared/contract/errors.ts';
import { useText } from './index.ts';

export interface ErrorWords {
  /** What happened. */
  readonly what: string;
  /** What was kept safe, or what to do. */
  readonly then: string;
  /** What the core said about this very case, where it knows more than the code. */
  readonly detail: string | undefined;
}

/** An error of any code as a person needs it. */
export function useErrorWords(): (error: AppError) => ErrorWords {
  const { t } = useText();
  return ({ code, message }) => {
    const saysNothingMore =
      code === 'internal' || code === 'disconnected' || code === 'cancelled' || message === '';
    return {
      what: t(`errors.${code}.what`),
      then: t(`errors.${code}.then`),
      detail: saysNothingMore ? undefined : message,
    };
  };
}
