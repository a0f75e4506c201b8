import {
  addressBytes,
  blockEntries,
  entryBytes,
  magic,
  maxNameBytes,
  offsetBytes,
  placesOf,
  type Family,
} from '../../src/main/platform/address-table/layout.ts';
import type { Entry } from './ranges.ts';

/** The whole table as it stands in its file (src/main/platform/address-table/layout.ts). */
export function encodeTable(entries: Readonly<Record<Family, readonly Entry[]>>): Buffer {
  const places = placesOf({ 4: entries[4].length, 6: entries[6].length });
  const { records, offsetOf } = makeRecords();
  const head = Buffer.alloc(places.records);
  head.write(magic, 'latin1');
  head.writeUInt32BE(entries[4].length, 8);
  head.writeUInt32BE(entries[6].length, 12);
  for (const family of [4, 6] as const) {
    const place = places[family];
    for (const [at, { first, country, network }] of entries[family].entries()) {
      if (at % blockEntries === 0) {
        const indexAt = place.index + (at / blockEntries) * addressBytes[family];
        head.writeUIntBE(first, indexAt, addressBytes[family]);
      }
      const entryAt = head.writeUIntBE(first, place.entries + at * entryBytes(family), addressBytes[family]);
      head.writeUIntBE(offsetOf(country, network), entryAt, offsetBytes);
    }
  }
  return Buffer.concat([head, ...records]);
}

/** Each pair of country and network stands in the table once. */
function makeRecords() {
  const records: Buffer[] = [];
  const offsets = new Map<string, number>();
  let size = 0;
  return {
    records,
    offsetOf(country: string, network: string): number {
      const name = cut(network);
      const key = `${country} ${name.toString()}`;
      const known = offsets.get(key);
      if (known !== undefined) return known;
      const offset = size;
      const record = Buffer.concat([
        Buffer.from(country || '\0\0', 'latin1'),
        Buffer.from([name.length]),
        name,
      ]);
      records.push(record);
      offsets.set(key, offset);
      size += record.length;
      return offset;
    },
  };
}

/** So long a name is cut between two characters. */
function cut(name: string): Buffer {
  const characters = Array.from(name);
  while (Buffer.byteLength(characters.join('')) > maxNameBytes) characters.pop();
  return Buffer.from(characters.join(''));
}
