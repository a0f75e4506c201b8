import { expect, test } from 'vitest';
import {
  isOnline,
  nextState,
  torrentStates,
  type TorrentEvent,
} from '../../../src/shared/domain/torrent-state.ts';

const events: readonly TorrentEvent[] = [
  'wait',
  'check',
  'download',
  'seed',
  'pause',
  'block',
  'lose',
  'fail',
];

test('late news from an engine never wakes a torrent that rests', () => {
  for (const state of ['paused', 'blocked', 'missing', 'error'] as const) {
    for (const event of ['check', 'download', 'seed', 'fail', 'lose'] as const) {
      expect(nextState(state, event), `${state} + ${event}`).toBeUndefined();
    }
  }
});

test('every state can be paused but the paused one, and every resting one can be started again', () => {
  for (const state of torrentStates) {
    expect(nextState(state, 'pause')).toBe(state === 'paused' ? undefined : 'paused');
    if (!['queued'].includes(state)) expect(nextState(state, 'wait')).toBe('queued');
  }
});

test('a torrent is online only while it downloads or seeds', () => {
  expect(torrentStates.filter(isOnline)).toEqual(['downloading', 'seeding']);
});

test('every step leads to a state of the list', () => {
  for (const state of torrentStates) {
    for (const event of events) {
      const next = nextState(state, event);
      if (next !== undefined) expect(torrentStates).toContain(next);
    }
  }
});
