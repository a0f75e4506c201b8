import * as z from 'zod';

/**
 * Every way in which something can fail that a person can meet. Closed: the page owes each code a sentence in each
 * language (src/renderer/i18n), the HTTP door a status, and the compiler checks both.
 */
export const errorCodes = [
  'invalid-input',
  'invalid-torrent',
  'unsafe-torrent',
  'unsupported-v2',
  'not-found',
  'ambiguous-id',
  'already-there',
  'no-metadata-yet',
  'path-missing',
  'drive-away',
  'not-writable',
  'not-readable',
  'disk-full',
  'port-taken',
  'already-running',
  'not-running',
  'engine-down',
  'profile-in-use',
  'interface-missing',
  'catalog-damaged',
  'catalog-too-new',
  'settings-too-new',
  'unauthorised',
  'too-many-requests',
  'cancelled',
  'disconnected',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const wireErrorSchema = z.object({ code: z.enum(errorCodes), message: z.string() });
export type WireError = z.infer<typeof wireErrorSchema>;

/** The only error that is thrown on purpose across rooms; its message is a sentence for the person in front. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Anything not thrown on purpose crosses as `internal` and says nothing, so that no path or address gets out. */
export function toWireError(error: unknown): WireError {
  return error instanceof AppError
    ? { code: error.code, message: error.message }
    : { code: 'internal', message: 'Something went wrong inside Warren; the log has more.' };
}

export function fromWireError({ code, message }: WireError): AppError {
  return new AppError(code, message);
}
