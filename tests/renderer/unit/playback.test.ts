import { expect, test } from 'vitest';
import { formatClock } from '../../../src/renderer/features/player/clock.ts';
import {
  isResumed,
  makePositionKeeper,
  resumePoint,
} from '../../../src/renderer/features/player/playback/keep-position.ts';
import { gainOf } from '../../../src/renderer/features/player/playback/loudness.ts';
import type { WhatPlays } from '../../../src/renderer/state/player/what-plays.ts';
import type { Playable } from '../../../src/shared/contract/player.ts';

const film: Playable = {
  title: 'Film',
  url: 'http://127.0.0.1:1/secret/film.mp4',
  mediaType: 'video/mp4',
  how: 'as-is',
  cannotPlay: null,
  durationSeconds: 6000,
  positionSeconds: null,
  subtitles: [],
  audioTracks: [],
  chapters: [],
  part: null,
  replayGain: null,
};
const song: Playable = { ...film, mediaType: 'audio/flac', durationSeconds: 200 };
const what: WhatPlays = { kind: 'item', id: 'video-1' };

test('a song is as loud as its file asks, by itself or as its album is', () => {
  const told = { trackDb: -6.0206, trackPeak: 0.9, albumDb: -12.0412, albumPeak: 1 };
  expect(gainOf(told, 'track')).toBeCloseTo(0.5, 4);
  expect(gainOf(told, 'album')).toBeCloseTo(0.25, 4);
  expect(gainOf(told, 'off')).toBe(1);
  expect(gainOf(null, 'track')).toBe(1);
  expect(gainOf({ ...told, albumDb: null }, 'album')).toBeCloseTo(0.5, 4);
});

test('nothing is made so loud that it would be cut off', () => {
  const quiet = { trackDb: 12, trackPeak: 0.8, albumDb: null, albumPeak: null };
  expect(gainOf(quiet, 'track')).toBeCloseTo(1.25, 4);
  expect(gainOf({ ...quiet, trackPeak: 0.1 }, 'track')).toBeCloseTo(10 ** (12 / 20), 4);
  expect(gainOf({ ...quiet, trackPeak: null }, 'track')).toBe(1);
});

test('a film goes on where it was left, but not in its last minutes; a song begins anew', () => {
  expect(resumePoint({ ...film, positionSeconds: 1325 })).toBe(1325);
  expect(resumePoint({ ...film, positionSeconds: 5950 })).toBe(0);
  expect(resumePoint(film)).toBe(0);
  expect(resumePoint({ ...song, positionSeconds: 100 })).toBe(0);
  expect(isResumed({ ...song, durationSeconds: 4000 })).toBe(true);
});

test('where a film is, is told every ten seconds, when it is left, and as nothing at its end', () => {
  const saved: (number | null)[] = [];
  let now = 0;
  const keeper = makePositionKeeper({ save: (_, seconds) => saved.push(seconds), now: () => now });
  for (now = 0; now <= 25_000; now += 250) keeper.moved(what, film, now / 1000);
  expect(saved).toEqual([10, 20]);
  keeper.left(what, film, 25);
  keeper.left(what, film, 25.2);
  expect(saved).toEqual([10, 20, 25]);
  keeper.ended(what);
  expect(saved.at(-1)).toBeNull();
});

test('of a song only that it was played is told', () => {
  const saved: (number | null)[] = [];
  let now = 0;
  const keeper = makePositionKeeper({ save: (_, seconds) => saved.push(seconds), now: () => now });
  for (now = 0; now <= 25_000; now += 250) keeper.moved(what, song, now / 1000);
  keeper.left(what, song, 25);
  expect(saved).toEqual([]);
  keeper.ended(what);
  expect(saved).toEqual([null]);
});

test.each([
  [0, '0:00'],
  [61.9, '1:01'],
  [3723, '1:02:03'],
])('%d seconds on a clock: %s', (seconds, expected) => {
  expect(formatClock(seconds)).toBe(expected);
});
