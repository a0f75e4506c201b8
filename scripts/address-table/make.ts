// `node scripts/address-table/make.ts FILE`: makes the table of addresses of the data packages that are installed.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Family } from '../../src/main/platform/address-table/layout.ts';
import { encodeTable } from './encode.ts';
import { laidOver } from './ranges.ts';
import { countryIn, networkIn, readRanges } from './read-ranges.ts';

/** Their licences and where their data come from: docs/decisions/exposure.md. */
const countries = '@ip-location-db/asn-country';
const networks = '@ip-location-db/asn';

const { resolve } = createRequire(import.meta.url);
const fileOf = (name: string, family: Family) =>
  join(dirname(resolve(`${name}/package.json`)), `${name.split('/')[1] ?? ''}-ipv${family}-num.csv`);

const entriesOf = (family: Family) =>
  laidOver(
    readRanges(fileOf(countries, family), family, countryIn),
    readRanges(fileOf(networks, family), family, networkIn),
  );

const [, , out] = process.argv;
if (out === undefined) throw new Error('Name the file to write.');
writeFileSync(out, encodeTable({ 4: entriesOf(4), 6: entriesOf(6) }));
