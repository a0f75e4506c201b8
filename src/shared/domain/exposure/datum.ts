/**
 * What somebody can learn about us. The order is the one of the bits in the exposure ledger: only ever added to at the
 * end.
 */
export const data = [
  /** The address that our packets come from. */
  'address',
  /** The port on which we are reached. */
  'port',
  /** 20 bytes by which a peer or tracker knows us again (BEP 3). */
  'peer-id',
  /** That this is Warren, and which version. */
  'client',
  /** Which torrent we are interested in. */
  'infohash',
  /** Which pieces of it we hold. */
  'pieces',
  /** Which pieces or bytes we asked for. */
  'requests',
  /** How much we received, sent, and lack. */
  'amounts',
  /** Which name we want to reach. */
  'host-name',
  /** The key that a private tracker knows its user by. */
  'passkey',
  /** Which other peers we are connected to (BEP 11). */
  'peers',
  /** 20 bytes by which DHT nodes know us again (BEP 5). */
  'dht-id',
  /** It takes part in peer exchange: it can pass our address on. */
  'passed-on',
] as const;
export type Datum = (typeof data)[number];

/** A set of data as one number; bit n is `data[n]`. */
export function packData(learned: readonly Datum[]): number {
  return learned.reduce((bits, datum) => bits | (1 << data.indexOf(datum)), 0);
}

export function unpackData(bits: number): Datum[] {
  return data.filter((_, at) => (bits & (1 << at)) !== 0);
}
