import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAddressTable } from '../../src/main/platform/index.ts';

const file = join(import.meta.dirname, '..', '..', 'out', 'addresses', 'addresses.table');

/** Addresses of institutions that have stood where they stand for decades. */
const known = [
  ['195.113.0.1', 'CZ', /CESNET/u],
  ['130.37.1.1', 'NL', /SURF/u],
  ['133.11.0.1', 'JP', /University of Tokyo/u],
  ['8.8.8.8', 'US', /Google/u],
  ['5.9.0.1', 'DE', /Hetzner/u],
  ['212.27.48.10', 'FR', /Free/u],
  ['2001:718:1::1', 'CZ', /CESNET/u],
  ['2001:610:1::1', 'NL', /SURF/u],
  ['2001:200::1', 'JP', /WIDE/u],
  ['2001:4860:4860::8888', 'US', /Google/u],
  ['2001:660::1', 'FR', /Renater/iu],
  ['2804:14c::1', 'BR', /Claro/u],
] as const;

test('the table that is built knows where well-known addresses are, and who runs their networks', () => {
  using table = openAddressTable({
    file,
    onError: (error) => {
      throw error;
    },
  });
  for (const [address, country, network] of known) {
    const found = table.find(address);
    expect(found.country, address).toBe(country);
    expect(found.network, address).toMatch(network);
  }
});

test('it takes a few megabytes of the disk and next to none of the memory', () => {
  expect(statSync(file).size).toBeLessThan(10 * 1024 * 1024);
  using table = openAddressTable({ file, onError: () => {} });
  table.find('8.8.8.8');
  const before = process.memoryUsage().arrayBuffers;
  for (let first = 1; first < 224; first++) table.find(`${first}.8.8.8`);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
});
