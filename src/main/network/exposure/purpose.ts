import { AsyncLocalStorage } from 'node:async_hooks';
import type { Noted, Purpose } from '../../ports/exposure.ts';
import { makeContactLedger } from './contact-ledger.ts';

/*
 * What leaves an engine process and why. The guard knows where every connection and datagram goes (../guard), and not
 * what for; who begins it says so once, and everything that comes of it carries that along.
 */

const purposes = new AsyncLocalStorage<Purpose>();

/** Of this process, like its door. */
export const contacts = makeContactLedger({ nowMs: () => Date.now() });

/** Whatever nobody has said a purpose for shows up as `other`. */
const unknown: Purpose = { kind: 'other', torrent: null };

export function during<T>(purpose: Purpose, work: () => T): T {
  return purposes.run(purpose, work);
}

export function currentPurpose(): Purpose {
  return purposes.getStore() ?? unknown;
}

/** The same as what is going on, and more is known. */
export function duringAlso<T>(more: Partial<Purpose>, work: () => T): T {
  return purposes.run({ ...currentPurpose(), ...more }, work);
}

/** Something leaves for this address now. */
export function noteLeaving(
  address: string | null,
  port: number,
  more: Partial<Omit<Noted, 'address' | 'port'>> = {},
): void {
  contacts.note({ ...currentPurpose(), ...more, address, port });
}
