import { readFileSync } from 'node:fs';
import { addressBytes, type Family } from '../../src/main/platform/address-table/layout.ts';
import type { Range } from './ranges.ts';

/** Bits of an address that the table does not tell apart. */
const dropped: Readonly<Record<Family, bigint>> = { 4: 0n, 6: BigInt(128 - addressBytes[6] * 8) };

/**
 * Reads lines of `first,last,…` with both addresses as decimal numbers.
 * @param valueOf of what follows; what it finds empty is left out
 */
export function readRanges(file: string, family: Family, valueOf: (rest: string) => string): Range[] {
  const ranges: Range[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, from = '', to = '', rest = ''] = /^(\d+),(\d+),(.*?)\r?$/u.exec(line) ?? [];
    const value = valueOf(rest);
    if (value === '') continue;
    const { first, end } = wholePart(BigInt(from), BigInt(to), dropped[family]);
    if (first < end) ranges.push({ first, end, value });
  }
  return ranges.sort((one, other) => one.first - other.first);
}

/** What of a range can be told apart: a part that is smaller is nobody's. */
function wholePart(from: bigint, to: bigint, bits: bigint): { first: number; end: number } {
  const less = (1n << bits) - 1n;
  return { first: Number((from + less) >> bits), end: Number((to + 1n) >> bits) };
}

/** Two letters; a few ranges have none. */
export function countryIn(rest: string): string {
  return /^[A-Z]{2}$/u.test(rest) ? rest : '';
}

/** `number,name`: the name of who runs it, without the quotation marks of RFC 4180. */
export function networkIn(rest: string): string {
  const name = rest.slice(rest.indexOf(',') + 1);
  return (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name).trim();
}
