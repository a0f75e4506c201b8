import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeOrderedList } from '../../../src/renderer/features/transfers/list/ordered-list.ts';

interface Row {
  readonly id: string;
  readonly size: number;
}

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const bySize = (a: Row, b: Row) => a.size - b.size || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function listOf(rows: readonly Row[], accepts: (row: Row) => boolean = () => true) {
  const list = makeOrderedList<Row>({ compare: bySize, accepts });
  list.reset(rows);
  return list;
}

describe('a list that is kept in order', () => {
  test('moves a row whose sorted value changed, and leaves the others where they are', () => {
    const list = listOf([
      { id: 'a', size: 1 },
      { id: 'b', size: 2 },
      { id: 'c', size: 3 },
    ]);
    list.change([{ id: 'a', size: 9 }], []);
    expect(list.rows.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  test('takes in what is accepted now and lets go what is not any more', () => {
    const list = listOf([{ id: 'a', size: 1 }], ({ size }) => size < 5);
    list.change(
      [
        { id: 'a', size: 7 },
        { id: 'b', size: 3 },
      ],
      [],
    );
    expect(list.rows).toEqual([{ id: 'b', size: 3 }]);
  });

  test('is after any changes what sorting everything anew would give', () => {
    const row = fc.record({ id: fc.constantFrom(...ids), size: fc.integer({ min: 0, max: 6 }) });
    const step = fc.record({ upserted: fc.array(row), removed: fc.array(fc.constantFrom(...ids)) });
    const accepts = ({ size }: Row) => size !== 3;
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const truth = new Map<string, Row>();
        const list = listOf([], accepts);
        for (const { upserted, removed } of steps) {
          const unique = [...new Map(upserted.map((each) => [each.id, each])).values()];
          for (const each of unique) truth.set(each.id, each);
          for (const id of removed) truth.delete(id);
          list.change(unique, removed);
        }
        expect(list.rows).toEqual([...truth.values()].filter(accepts).sort(bySize));
      }),
    );
  });
});
