import type { Noted, Purpose } from '../../ports/exposure.ts';

/**
 * Which address stands behind a name and port. HTTP and WebSocket connections serve more than one torrent: what is said
 * for the second one goes to an address that was reached for the first.
 */
export interface WebPlaces {
  /** A connection to it stands. */
  reached(host: string, port: number, address: string | null): void;
  /** Something is said to it, now or as soon as a connection stands. */
  say(host: string, port: number, purpose: Purpose): void;
}

/** Servers; and what waits for one of them, which is torrents. */
const maxPlaces = 1_000;
const maxWaiting = 1_000;

export function makeWebPlaces({ note }: { readonly note: (noted: Noted) => void }): WebPlaces {
  const addresses = new Map<string, string | null>();
  const waiting = new Map<string, Purpose[]>();

  function keep<T>(map: Map<string, T>, key: string, value: T): void {
    map.delete(key);
    map.set(key, value);
    const [oldest] = map.keys();
    if (map.size > maxPlaces && oldest !== undefined) map.delete(oldest);
  }

  return {
    reached(host, port, address) {
      const key = `${host} ${port}`;
      keep(addresses, key, address);
      for (const purpose of waiting.get(key) ?? []) note({ ...purpose, host, address, port });
      waiting.delete(key);
    },
    say(host, port, purpose) {
      const key = `${host} ${port}`;
      const address = addresses.get(key);
      if (address !== undefined) {
        note({ ...purpose, host, address, port });
        return;
      }
      const others = waiting.get(key) ?? [];
      if (others.length < maxWaiting) keep(waiting, key, [...others, purpose]);
    },
  };
}
