/** Where an address is, as far as a table of this program tells: nobody is asked. */
export interface Whereabouts {
  /** ISO 3166-1, two letters. */
  readonly country: string | null;
  /** Who runs the network that it is of. */
  readonly network: string | null;
}

export interface AddressTable {
  /** @param address IP literal; of one that has no place in the internet (private, loopback, shared) nothing is known */
  find(address: string): Whereabouts;
}
