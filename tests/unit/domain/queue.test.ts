import { describe, expect, test } from 'vitest';
import { chooseRunning, type InQueue } from '../../../src/shared/domain/queue/choose-running.ts';
import { moveInQueue, type QueueMove } from '../../../src/shared/domain/queue/queue-moves.ts';

const one = (id: string, part: Partial<InQueue> = {}): InQueue => ({
  id,
  wants: 'download',
  isForced: false,
  isSlow: false,
  ...part,
});
const rules = { downloads: 2, seeds: 1, slowDoNotCount: true };

describe('who runs', () => {
  test('is who stands in front, each kind by itself', () => {
    const line = [one('a'), one('s', { wants: 'seed' }), one('b'), one('c'), one('t', { wants: 'seed' })];
    expect([...chooseRunning(line, rules)]).toEqual(['a', 's', 'b']);
  });

  test('are all where there is no limit', () => {
    const line = ['a', 'b', 's', 't'].map((id) => one(id, { wants: id < 's' ? 'download' : 'seed' }));
    expect([...chooseRunning(line, { ...rules, downloads: null })]).toEqual(['a', 'b', 's']);
    expect([...chooseRunning(line, { ...rules, seeds: null })]).toEqual(['a', 'b', 's', 't']);
  });

  test('one that was forced runs and takes no place', () => {
    const line = [one('a', { isForced: true }), one('b'), one('c'), one('d')];
    expect([...chooseRunning(line, rules)]).toEqual(['a', 'b', 'c']);
  });

  test('a slow one takes no place, unless the user says that it counts', () => {
    const line = [one('a', { isSlow: true }), one('b'), one('c'), one('d')];
    expect([...chooseRunning(line, rules)]).toEqual(['a', 'b', 'c']);
    expect([...chooseRunning(line, { ...rules, slowDoNotCount: false })]).toEqual(['a', 'b']);
  });
});

describe('moving in line', () => {
  const line = ['a', 'b', 's', 'c', 't', 'd'].map((id, index) => ({
    id,
    wants: id === 's' || id === 't' ? ('seed' as const) : ('download' as const),
    position: index * 10,
  }));
  const after = (ids: string[], move: QueueMove) => {
    const changed = moveInQueue(line, new Set(ids), move);
    return line
      .map((place) => ({ ...place, position: changed.get(place.id) ?? place.position }))
      .sort((a, b) => a.position - b.position)
      .map(({ id }) => id)
      .join('');
  };

  test.each([
    [['c', 'd'], 'top', 'cdabst'],
    [['a', 's'], 'bottom', 'bctdas'],
    [['c'], 'up', 'acsbtd'],
    [['b'], 'down', 'acsbtd'],
    [['t'], 'up', 'abtcsd'],
    [['a'], 'up', 'absctd'],
    [['d'], 'down', 'absctd'],
    [['a', 'b'], 'up', 'absctd'],
    [['b', 'c'], 'up', 'bcsatd'],
    [['b', 'c'], 'down', 'adsbtc'],
    [['x'], 'top', 'absctd'],
  ] as const)('%j %s gives %s', (ids, move, expected) => {
    expect(after([...ids], move)).toBe(expected);
  });

  test('gives no position to two', () => {
    const changed = moveInQueue(line, new Set(['b', 't']), 'up');
    const positions = line.map(({ id, position }) => changed.get(id) ?? position);
    expect(new Set(positions).size).toBe(line.length);
  });
});
