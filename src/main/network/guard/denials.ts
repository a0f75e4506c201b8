import type { DenialReason } from '#shared/contract/engine-door.ts';

/** Something wanted to leave and may not. Comes as the asynchronous error of the socket, never as a throw. */
export class DeniedError extends Error {
  override readonly name = 'DeniedError';
  /** As Node's own errors have it: what is behind a socket error is told by its code. */
  readonly code = 'EDENIED';
  readonly reason: DenialReason;

  constructor(reason: DenialReason) {
    super(`Not sent: ${reason}`);
    this.reason = reason;
  }
}

const counts = new Map<DenialReason, number>();

export function deny(reason: DenialReason): DeniedError {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return new DeniedError(reason);
}

/** How often something was denied since the process began, by reason. */
export function denialCounts(): Partial<Record<DenialReason, number>> {
  return Object.fromEntries(counts);
}
