import type { Party } from '#shared/contract/exposure-parties.ts';

/** How a party is called: a host where it has one, else its address; undefined where neither is known. */
export function nameOf({ kind, host, address, port }: Pick<Party, 'kind' | 'host' | 'address' | 'port'>): {
  readonly text: string | undefined;
  /** Written after the name, apart. */
  readonly port: number | null;
} {
  // What a resolver was asked for is not its own name.
  if (host !== null && kind !== 'resolver') return { text: host, port: null };
  if (address === null) return { text: undefined, port: null };
  return { text: address.includes(':') && port !== null ? `[${address}]` : address, port };
}
