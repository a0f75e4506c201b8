import { describe, expect, test, vi } from 'vitest';
import { makeWindowed, type PageAnswer } from '../../../src/renderer/features/library/browse/windowed.ts';

interface Row {
  readonly id: string;
  readonly name: string;
}

/** A list of `total` rows that is answered when the test says so, or at once. */
function makeList(total: number) {
  const asked: { offset: number; limit: number; answer: () => void }[] = [];
  const state = { total, isHeld: false, prefix: 'row' };
  const ask = (offset: number, limit: number, signal: AbortSignal) =>
    new Promise<PageAnswer<Row>>((resolve, reject) => {
      const { prefix } = state;
      const answer = () => {
        const count = Math.max(0, Math.min(limit, state.total - offset));
        const rows = Array.from({ length: count }, (_, at) => ({
          id: `${prefix}-${offset + at}`,
          name: `${offset + at}`,
        }));
        resolve({ total: state.total, rows });
      };
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      asked.push({ offset, limit, answer });
      if (!state.isHeld) answer();
    });
  return { ask, asked, state };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

function open(list: ReturnType<typeof makeList>) {
  const failed = vi.fn();
  const changed = vi.fn();
  const windowed = makeWindowed<Row>({ ask: list.ask, changed, failed });
  return { windowed, failed, changed };
}

describe('a long list', () => {
  test('is asked for its beginning at once, and for nothing else', async () => {
    const list = makeList(10_000);
    const { windowed } = open(list);
    await settled();
    expect(list.asked.map(({ offset }) => offset)).toEqual([0]);
    expect(windowed.collection?.total).toBe(10_000);
    expect(windowed.collection?.rowAt(42)?.id).toBe('row-42');
    expect(windowed.collection?.rowAt(142)).toBeUndefined();
  });

  test('fetches the pages that are looked at, each once', async () => {
    const list = makeList(10_000);
    const { windowed } = open(list);
    await settled();
    windowed.collection?.need(4950, 5120);
    windowed.collection?.need(4951, 5121);
    await settled();
    expect(list.asked.map(({ offset }) => offset)).toEqual([0, 4900, 5000, 5100]);
    expect(windowed.collection?.rowAt(5000)?.id).toBe('row-5000');
    expect(windowed.collection?.indexOf('row-5000')).toBe(5000);
  });

  test('leaves out what was passed by while the wheel turned', async () => {
    const list = makeList(100_000);
    const { windowed } = open(list);
    await settled();
    list.state.isHeld = true;
    for (let first = 1000; first <= 90_000; first += 1000) windowed.collection?.need(first, first + 50);
    // Three are on their way; when they come, only what is in sight by then is asked for.
    list.state.isHeld = false;
    for (const { answer } of list.asked) answer();
    await settled();
    expect(list.asked.length).toBeLessThanOrEqual(6);
    expect(windowed.collection?.rowAt(90_000)?.id).toBe('row-90000');
  });

  test('keeps what is shown while it asks again, and then shows what is new', async () => {
    const list = makeList(50);
    const { windowed } = open(list);
    await settled();
    list.state.isHeld = true;
    list.state.total = 20;
    windowed.refresh();
    expect(windowed.collection?.total).toBe(50);
    list.asked.at(-1)?.answer();
    await settled();
    expect(windowed.collection?.total).toBe(20);
    expect(windowed.collection?.indexOf('row-30')).toBe(-1);
  });

  test('answers another question with its own rows only', async () => {
    const list = makeList(500);
    const { windowed } = open(list);
    await settled();
    windowed.collection?.need(100, 199);
    await settled();
    list.state.prefix = 'other';
    windowed.restart(list.ask);
    await settled();
    expect(windowed.collection?.rowAt(3)?.id).toBe('other-3');
    expect(windowed.collection?.rowAt(150)).toBeUndefined();
    expect(windowed.collection?.indexOf('row-3')).toBe(-1);
  });

  test('names all of a range, of which most had not come, in few questions', async () => {
    const list = makeList(2500);
    const { windowed } = open(list);
    await settled();
    const ids = await windowed.collection?.idsBetween(0, 2499);
    expect(ids).toHaveLength(2500);
    expect(ids?.at(-1)).toBe('row-2499');
    expect(list.asked.map(({ offset }) => offset)).toEqual([0, 100, 1100, 2100]);
    expect(Math.max(...list.asked.map(({ limit }) => limit))).toBeLessThanOrEqual(1000);
  });

  test('tells why it cannot be told, and asks again when it is told to', async () => {
    const list = makeList(10);
    const failed = vi.fn();
    let isBroken = true;
    const windowed = makeWindowed<Row>({
      ask: (offset, limit, signal) =>
        isBroken ? Promise.reject(new Error('no')) : list.ask(offset, limit, signal),
      changed: () => undefined,
      failed,
    });
    await settled();
    expect(failed).toHaveBeenCalledOnce();
    isBroken = false;
    windowed.refresh();
    await settled();
    expect(windowed.collection?.total).toBe(10);
  });

  test('says nothing any more once it has stopped', async () => {
    const list = makeList(10);
    list.state.isHeld = true;
    const { windowed, changed, failed } = open(list);
    windowed.stop();
    list.asked[0]?.answer();
    await settled();
    expect(changed).not.toHaveBeenCalled();
    expect(failed).not.toHaveBeenCalled();
  });
});
