/** Whatever was thrown, as an error that can be told to a callback. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
