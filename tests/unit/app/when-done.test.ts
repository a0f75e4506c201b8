import { expect, test } from 'vitest';
import { isUnderWay } from '../../../src/main/app/when-done/is-under-way.ts';
import { keepWhenDone } from '../../../src/main/app/when-done/keep-when-done.ts';
import type { Logger } from '../../../src/main/ports/logger.ts';
import type { Ending, WhenDone } from '../../../src/shared/contract/when-done.ts';
import type { TorrentState } from '../../../src/shared/domain/torrent-state.ts';

const nothing = () => undefined;
const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const context = { signal: new AbortController().signal };

/** A computer whose time a test turns on, second by second. */
function computer({ refuses = false } = {}) {
  const happened: Ending[] = [];
  const state = { isBusy: true, nowMs: 5_000 };
  const kept = keepWhenDone({
    bringToRest: {
      possible: ['quit', 'shut-down'],
      carryOut(ending) {
        happened.push(ending);
        return refuses ? Promise.reject(new Error('no')) : Promise.resolve();
      },
    },
    isUnderWay: () => state.isBusy,
    clock: { monotonicMs: () => state.nowMs },
    logger: silent,
  });
  const wish = (ending: Ending | null) => kept.handlers['whenDone.set']({ wish: ending }, context);
  function pass(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      state.nowMs += 1_000;
      kept.look();
    }
  }
  async function now(): Promise<WhenDone> {
    for await (const first of kept.handlers['whenDone.watch'](undefined, context)) return first;
    throw new Error('It says nothing.');
  }
  return { kept, state, happened, wish, pass, now };
}

test('nothing happens by itself', () => {
  const { kept, state, happened, pass } = computer();
  using _ = kept;
  state.isBusy = false;
  pass(200);
  expect(happened).toEqual([]);
});

test('when everything has arrived a minute is counted down, then it happens, once', async () => {
  const { kept, state, happened, wish, pass, now } = computer();
  using _ = kept;
  expect(await wish('shut-down')).toMatchObject({ wish: 'shut-down', secondsLeft: null });
  pass(500);
  expect(happened).toEqual([]);
  state.isBusy = false;
  pass(1);
  expect((await now()).secondsLeft).toBe(60);
  pass(59);
  expect([happened, (await now()).secondsLeft]).toEqual([[], 1]);
  pass(1);
  expect(happened).toEqual(['shut-down']);
  pass(200);
  expect(happened).toEqual(['shut-down']);
  expect(await now()).toMatchObject({ wish: null, secondsLeft: null, refused: null });
});

test('it can be taken back in the last second', async () => {
  const { kept, state, happened, wish, pass } = computer();
  using _ = kept;
  state.isBusy = false;
  await wish('quit');
  pass(59);
  expect(await wish(null)).toMatchObject({ wish: null, secondsLeft: null });
  pass(200);
  expect(happened).toEqual([]);
});

test('what comes during the countdown is waited for, and a whole minute after it', async () => {
  const { kept, state, happened, wish, pass, now } = computer();
  using _ = kept;
  state.isBusy = false;
  await wish('quit');
  pass(30);
  state.isBusy = true;
  pass(1);
  expect((await now()).secondsLeft).toBeNull();
  state.isBusy = false;
  pass(60);
  expect(happened).toEqual([]);
  pass(1);
  expect(happened).toEqual(['quit']);
});

test('another wish has its own minute', async () => {
  const { kept, state, happened, wish, pass } = computer();
  using _ = kept;
  state.isBusy = false;
  await wish('quit');
  pass(59);
  await wish('shut-down');
  pass(59);
  expect(happened).toEqual([]);
  pass(1);
  expect(happened).toEqual(['shut-down']);
});

test('what the system refuses is said, until something else is wished for', async () => {
  const { kept, state, wish, pass, now } = computer({ refuses: true });
  using _ = kept;
  state.isBusy = false;
  await wish('shut-down');
  pass(60);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await now()).toMatchObject({ wish: null, refused: 'shut-down' });
  expect(await wish(null)).toMatchObject({ refused: null });
});

test('what the computer cannot do cannot be wished for', async () => {
  const { kept, wish } = computer();
  using _ = kept;
  await expect(wish('sleep')).rejects.toMatchObject({ code: 'invalid-input' });
  using none = keepWhenDone({
    bringToRest: undefined,
    isUnderWay: () => false,
    clock: { monotonicMs: () => 0 },
    logger: silent,
  });
  await expect(none.handlers['whenDone.set']({ wish: 'quit' }, context)).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

const half = { isPaused: false, hasInfo: true, doneBytes: 5, wantedBytes: 10 };
const whole = { ...half, doneBytes: 10 };

test.each<[string, boolean, TorrentState, typeof half]>([
  ['a download', true, 'downloading', half],
  ['a seed', false, 'seeding', whole],
  ['a check', true, 'checking', whole],
  ['the check of one that is paused', false, 'checking', { ...whole, isPaused: true }],
  ['a download in the queue', true, 'queued', half],
  [
    'one of which nothing is known yet',
    true,
    'queued',
    { ...half, hasInfo: false, doneBytes: 0, wantedBytes: 0 },
  ],
  ['a seed in the queue', false, 'queued', whole],
  ['a download whose network is shut', true, 'blocked', half],
  ['a seed whose network is shut', false, 'blocked', whole],
  ['one that is paused', false, 'paused', { ...half, isPaused: true }],
  ['one that has failed', false, 'error', half],
  ['one whose files are gone', false, 'missing', half],
])('%s is on its way: %s', (_what, expected, state, stored) => {
  expect(isUnderWay({ state, stored })).toBe(expected);
});
