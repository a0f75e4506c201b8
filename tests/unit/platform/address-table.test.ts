import fc from 'fast-check';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeTable } from '../../../scripts/address-table/encode.ts';
import { laidOver, type Entry, type Range } from '../../../scripts/address-table/ranges.ts';
import { countryIn, networkIn, readRanges } from '../../../scripts/address-table/read-ranges.ts';
import { openAddressTable } from '../../../src/main/platform/index.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const nothing = { country: null, network: null };

async function makeTable(entries: { 4?: readonly Entry[]; 6?: readonly Entry[] }) {
  const folder = await makeTempFolder();
  const file = join(folder.path, 'addresses.table');
  await writeFile(file, encodeTable({ 4: entries[4] ?? [], 6: entries[6] ?? [] }));
  const errors: unknown[] = [];
  const table = openAddressTable({ file, onError: (error) => errors.push(error) });
  return {
    table,
    errors,
    async [Symbol.asyncDispose]() {
      table[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const ip = (number: number) =>
  [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255].join('.');

test('an address has the country and network of the entry that it falls into, and of none in a gap', async () => {
  const entries = laidOver(
    [
      { first: 0x08_00_00_00, end: 0x09_00_00_00, value: 'US' },
      { first: 0x09_00_00_00, end: 0x09_00_10_00, value: 'DE' },
    ],
    [{ first: 0x08_08_08_00, end: 0x09_00_00_80, value: 'Gödel & Söhne' }],
  );
  await using made = await makeTable({ 4: entries });
  const found = (address: string) => made.table.find(address);
  expect(found('7.255.255.255')).toEqual(nothing);
  expect(found('8.0.0.0')).toEqual({ country: 'US', network: null });
  expect(found('8.8.8.8')).toEqual({ country: 'US', network: 'Gödel & Söhne' });
  expect(found('9.0.0.127')).toEqual({ country: 'DE', network: 'Gödel & Söhne' });
  expect(found('9.0.0.128')).toEqual({ country: 'DE', network: null });
  expect(found('9.0.16.0')).toEqual(nothing);
  expect(made.errors).toEqual([]);
});

test('IPv6 is told apart by its /48, and an IPv4 address in its clothes is one', async () => {
  await using made = await makeTable({
    4: [{ first: 0, country: 'US', network: '' }],
    6: [
      { first: 0x2001_0200_0000, country: 'JP', network: 'WIDE Project' },
      { first: 0x2001_0200_0001, country: '', network: '' },
    ],
  });
  expect(made.table.find('2001:200::abcd:1')).toEqual({ country: 'JP', network: 'WIDE Project' });
  expect(made.table.find('2001:200:1::1')).toEqual(nothing);
  expect(made.table.find('2001:1ff::1')).toEqual(nothing);
  expect(made.table.find('::ffff:8.8.8.8')).toEqual({ country: 'US', network: null });
});

test('of what has no place in the internet nothing is known, whatever the table says', async () => {
  const everywhere = [{ first: 0, country: 'AU', network: 'Somebody' }];
  await using made = await makeTable({ 4: everywhere, 6: everywhere });
  expect(made.table.find('8.8.8.8').country).toBe('AU');
  for (const address of [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.1.1', '224.0.0.1'],
    ...['0.0.0.0', '203.0.113.1', '::1', 'fe80::1', 'fd00::1', '2001:db8::1', 'ff02::1', 'a name', ''],
  ])
    expect(made.table.find(address), address).toEqual(nothing);
});

test('every address is found in a table of many blocks as if all its entries were looked at', async () => {
  const ranges = fc
    .uniqueArray(fc.integer({ min: 0x0b_00_00_00, max: 0x0b_00_ff_ff }), { minLength: 600, maxLength: 1400 })
    .map((borders) => {
      const sorted = borders.toSorted((one, other) => one - other);
      return sorted.flatMap((first, at): Range[] => {
        const end = sorted[at + 1];
        return end === undefined || at % 3 === 2 ? [] : [{ first, end, value: `N${at % 50}` }];
      });
    });
  const [networks = []] = fc.sample(ranges, { numRuns: 1, seed: 7 });
  await using made = await makeTable({ 4: laidOver([], networks) });
  for (let address = 0x0a_ff_ff_f0; address < 0x0b_01_00_10; address += 3) {
    const holding = networks.find(({ first, end }) => first <= address && address < end);
    expect(made.table.find(ip(address)).network).toBe(
      ip(address).startsWith('10.') ? null : (holding?.value ?? null),
    );
  }
});

test('a name that is too long is cut between two characters', async () => {
  await using made = await makeTable({ 4: [{ first: 0, country: '', network: '𝄞'.repeat(100) }] });
  expect(made.table.find('8.8.8.8').network).toBe('𝄞'.repeat(63));
});

test('lines of the sources are read with their quotation marks; what is smaller than a /48 is nobody’s', async () => {
  await using folder = await makeTempFolder();
  const file = join(folder.path, 'ranges.csv');
  const at = (address: bigint) => address << 80n;
  await writeFile(
    file,
    [
      '16777216,16777471,13335,"Cloudflare, ""Inc."""',
      '16777472,16777727,7,Plain ',
      '16777728,16777983,8,""',
    ].join('\r\n'),
  );
  expect(readRanges(file, 4, networkIn)).toEqual([
    { first: 16_777_216, end: 16_777_472, value: 'Cloudflare, "Inc."' },
    { first: 16_777_472, end: 16_777_728, value: 'Plain' },
  ]);
  await writeFile(
    file,
    [
      `${at(5n)},${at(7n) - 1n},JP`,
      `${at(7n) + 1n},${at(8n) - 1n},DE`,
      `${at(8n)},${at(9n) - 1n},ZZZ`,
      '',
    ].join('\n'),
  );
  expect(readRanges(file, 6, countryIn)).toEqual([{ first: 5, end: 7, value: 'JP' }]);
});

test('the file is opened when it is first asked for; without one nothing is known, which is said once', async () => {
  await using folder = await makeTempFolder();
  const errors: unknown[] = [];
  const open = (name: string) =>
    openAddressTable({ file: join(folder.path, name), onError: (error) => errors.push(error) });
  using later = open('later.table');
  using missing = open('missing.table');
  using damaged = open('damaged.table');
  await writeFile(
    join(folder.path, 'later.table'),
    encodeTable({ 4: [{ first: 0, country: 'CZ', network: '' }], 6: [] }),
  );
  await writeFile(join(folder.path, 'damaged.table'), 'This is something else.');
  expect(later.find('8.8.8.8')).toEqual({ country: 'CZ', network: null });
  expect(errors).toEqual([]);
  for (const table of [missing, damaged])
    for (const _ of [1, 2]) expect(table.find('8.8.8.8')).toEqual(nothing);
  expect(errors).toHaveLength(2);
});
