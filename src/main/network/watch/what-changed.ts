import type { CloseReason, InterfaceBinding } from '#shared/contract/engine-door.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';

export interface Change {
  readonly reason: CloseReason;
  /** A sentence for the person in front. */
  readonly message: string;
}

/** Why an interface is not any more what a door was opened for; undefined while it is. */
export function whatChanged(
  binding: InterfaceBinding,
  found: NetworkInterface | undefined,
): Change | undefined {
  const { name, index, address4, address6, hadRoute4, hadRoute6 } = binding;
  if (found === undefined) return { reason: 'interface-missing', message: `"${name}" is gone.` };
  // Sockets that were tied to the old one are dead, or would go wherever the new one leads.
  if (found.index !== index) return { reason: 'interface-changed', message: `"${name}" was made anew.` };
  if (!found.isUp) return { reason: 'interface-down', message: `"${name}" is down.` };
  for (const address of [address4, address6]) {
    if (address === null || found.addresses.some((own) => own.address === address)) continue;
    return { reason: 'no-address', message: `"${name}" has lost its address ${address}.` };
  }
  const lostRoute =
    (hadRoute4 && address4 !== null && !found.hasDefaultRoute4) ||
    (hadRoute6 && address6 !== null && !found.hasDefaultRoute6);
  if (lostRoute) return { reason: 'no-route', message: `The route through "${name}" is gone.` };
  return undefined;
}
