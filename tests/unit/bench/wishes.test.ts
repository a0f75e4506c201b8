import { expect, test } from 'vitest';
import { chosen, parseWishes } from '../../bench/wishes.ts';

const all = ['seed-1', 'seed-4', 'magnet', 'install'].map((name) => ({ name }));
const names = (wanted: string[] | undefined) =>
  chosen(all, wanted, ({ name }) => name !== 'install').map(({ name }) => name);

test('five rounds of 1 GiB are measured when nothing is asked for', () => {
  expect(parseWishes([])).toMatchObject({
    what: 'measure',
    rounds: 5,
    sizeMebibytes: 1024,
    shapes: undefined,
  });
});

test('numbers that make no sense are refused with the option that they were given for', () => {
  for (const text of ['0', '-1', '1.5', 'many'])
    expect(() => parseWishes([`--rounds=${text}`])).toThrow('--rounds takes a whole number above 0');
});

test('shapes are chosen by name or by how a name begins, in their own order; unusual ones only by name', () => {
  expect(names(undefined)).toEqual(['seed-1', 'seed-4', 'magnet']);
  expect(names(['magnet', 'seed-*'])).toEqual(['seed-1', 'seed-4', 'magnet']);
  expect(names(['install'])).toEqual(['install']);
});

test('a name that nothing has is refused, with the names that there are', () => {
  expect(() => names(['sede-1'])).toThrow('There is no "sede-1", only seed-1, seed-4, magnet, install.');
});
