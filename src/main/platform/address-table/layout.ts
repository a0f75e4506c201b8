/*
 * The table of addresses in one file, read where it lies: a header, for each family the first addresses of its blocks
 * and then its entries, and last the records that the entries name. All numbers are big-endian.
 *
 *   header    magic (8 bytes), entries of IPv4 (4), entries of IPv6 (4)
 *   index     the first address of each block
 *   entries   first address, offset of its record (3); an entry holds up to the next one
 *   records   country (2 bytes, zeros for none), length of the name (1), name (UTF-8)
 */

export const magic = 'WARRENA1';
export const headerBytes = 16;
export const offsetBytes = 3;
/** Entries that are read at once: less than a page of memory. */
export const blockEntries = 256;
export const maxNameBytes = 255;
export const recordHeadBytes = 3;

export type Family = 4 | 6;

/** Bytes of an address that are told apart. No network of IPv6 smaller than a /48 is routed by itself. */
export const addressBytes: Readonly<Record<Family, number>> = { 4: 4, 6: 6 };

export const entryBytes = (family: Family): number => addressBytes[family] + offsetBytes;

export interface Places {
  readonly index: number;
  readonly entries: number;
  readonly blocks: number;
  readonly count: number;
}

/** Where everything lies in the file, by how many entries there are. */
export function placesOf(counts: Readonly<Record<Family, number>>) {
  const blocks = { 4: Math.ceil(counts[4] / blockEntries), 6: Math.ceil(counts[6] / blockEntries) };
  const index4 = headerBytes;
  const index6 = index4 + blocks[4] * addressBytes[4];
  const entries4 = index6 + blocks[6] * addressBytes[6];
  const entries6 = entries4 + counts[4] * entryBytes(4);
  const places: Readonly<Record<Family, Places>> = {
    4: { index: index4, entries: entries4, blocks: blocks[4], count: counts[4] },
    6: { index: index6, entries: entries6, blocks: blocks[6], count: counts[6] },
  };
  return { ...places, records: entries6 + counts[6] * entryBytes(6) };
}
