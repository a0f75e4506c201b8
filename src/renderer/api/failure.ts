import { AppError } from '#shared/contract/errors.ts';

/** Whatever a call threw, as the one kind of error that people are told about. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError
    ? error
    : new AppError('internal', 'Something went wrong inside this page.', { cause: error });
}
