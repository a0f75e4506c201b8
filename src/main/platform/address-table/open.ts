import { closeSync, openSync, readSync } from 'node:fs';
import type { AddressTable, Whereabouts } from '../../ports/whereabouts.ts';
import { keyOf } from './address-key.ts';
import {
  addressBytes,
  blockEntries,
  entryBytes,
  headerBytes,
  magic,
  maxNameBytes,
  offsetBytes,
  placesOf,
  recordHeadBytes,
  type Family,
} from './layout.ts';

const nothing: Whereabouts = { country: null, network: null };

/**
 * The table of addresses that the build has made, opened when it is first asked. Two small reads for each answer: in
 * memory are only the first addresses of its blocks, some 12 kB. Without a table nothing is known of any address.
 * @param onError called once, when there is no table
 */
export function openAddressTable({
  file,
  onError,
}: {
  readonly file: string;
  readonly onError: (error: unknown) => void;
}): AddressTable & Disposable {
  let table: ReturnType<typeof openTable> | undefined;
  let isBroken = false;

  return {
    find(address) {
      const key = isBroken ? undefined : keyOf(address);
      if (key === undefined) return nothing;
      try {
        table ??= openTable(file);
        return table.find(key.family, key.key);
      } catch (error) {
        isBroken = true;
        onError(error);
        return nothing;
      }
    },
    [Symbol.dispose]() {
      isBroken = true;
      table?.close();
    },
  };
}

/** @throws Error where it is not there or not a table */
function openTable(file: string) {
  const descriptor = openSync(file, 'r');
  const read = (buffer: Buffer, position: number) =>
    buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, position));

  const header = read(Buffer.alloc(headerBytes), 0);
  if (header.toString('latin1', 0, magic.length) !== magic) {
    closeSync(descriptor);
    throw new Error('This is no table of addresses.');
  }
  const places = placesOf({ 4: header.readUInt32BE(8), 6: header.readUInt32BE(12) });
  const indexes = {
    4: read(Buffer.alloc(places[4].blocks * addressBytes[4]), places[4].index),
    6: read(Buffer.alloc(places[6].blocks * addressBytes[6]), places[6].index),
  };
  const block = Buffer.alloc(blockEntries * entryBytes(6));
  const record = Buffer.alloc(recordHeadBytes + maxNameBytes);

  return {
    find(family: Family, key: number): Whereabouts {
      const keyBytes = addressBytes[family];
      const size = entryBytes(family);
      const at = lastNotAfter(indexes[family], keyBytes, keyBytes, key);
      if (at === -1) return nothing;
      const { entries, count } = places[family];
      const inBlock = Math.min(blockEntries, count - at * blockEntries);
      const found = read(block.subarray(0, inBlock * size), entries + at * blockEntries * size);
      const offsetAt = lastNotAfter(found, size, keyBytes, key) * size + keyBytes;
      return recordAt(read(record, places.records + found.readUIntBE(offsetAt, offsetBytes)));
    },
    close: () => closeSync(descriptor),
  };
}

/** The last of the sorted items of `size` bytes whose first `keyBytes` are not more than the key; -1 for none. */
function lastNotAfter(items: Buffer, size: number, keyBytes: number, key: number): number {
  let [low, high] = [0, items.length / size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (items.readUIntBE(middle * size, keyBytes) <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function recordAt(bytes: Buffer): Whereabouts {
  const nameBytes = bytes.readUInt8(2);
  return {
    country: bytes[0] === 0 ? null : bytes.toString('latin1', 0, 2),
    network: nameBytes === 0 ? null : bytes.toString('utf8', recordHeadBytes, recordHeadBytes + nameBytes),
  };
}
