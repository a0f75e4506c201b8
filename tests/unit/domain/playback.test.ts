import { expect, test } from 'vitest';
import { containerOf, howToPlay, type Container } from '../../../src/shared/domain/playback.ts';

const outcome = (container: Container, video: string | null, audio: string | null, isOtherSound = false) => {
  const how = howToPlay({ container, video, audio }, isOtherSound);
  return how.how === 'remux' ? `into ${how.into}` : how.how === 'cannot' ? `not the ${how.because}` : how.how;
};

test.each<[Container, string | null, string | null, string]>([
  ['mp4', 'avc', 'aac', 'as-is'],
  ['mp4', 'av1', 'opus', 'as-is'],
  ['mp4', 'avc', null, 'as-is'],
  ['webm', 'vp9', 'opus', 'as-is'],
  ['mp3', null, 'mp3', 'as-is'],
  ['wav', null, 'pcm-s24', 'as-is'],
  ['matroska', 'avc', 'aac', 'into mp4'],
  ['matroska', 'av1', 'flac', 'into mp4'],
  ['matroska', 'vp9', 'opus', 'into mp4'],
  ['matroska', 'vp8', 'vorbis', 'into webm'],
  ['matroska', null, 'flac', 'into mp4'],
  ['quicktime', 'avc', 'aac', 'into mp4'],
  ['mpeg-ts', 'avc', 'aac', 'into mp4'],
  ['matroska', 'avc', 'ac3', 'not the sound'],
  ['mp4', 'avc', 'dts', 'not the sound'],
  ['quicktime', 'avc', 'pcm-s16', 'not the sound'],
  ['quicktime', 'prores', 'aac', 'not the pictures'],
  ['quicktime', 'prores', 'pcm-s16', 'not the both'],
  // Each plays somewhere, but no container takes the two.
  ['matroska', 'avc', 'vorbis', 'not the both'],
  ['matroska', null, null, 'not the nothing'],
])('%s with %s and %s: %s', (container, video, audio, expected) => {
  expect(outcome(container, video, audio)).toBe(expected);
});

test('a sound that is not the first takes a copy that has no other', () => {
  expect(outcome('mp4', 'avc', 'aac', true)).toBe('into mp4');
  expect(outcome('webm', 'vp8', 'opus', true)).toBe('into webm');
});

test('the end of a name tells the container, and a name of an object is none', () => {
  expect(containerOf('Film.MKV')).toBe('matroska');
  expect(containerOf('song.opus')).toBe('ogg');
  expect(containerOf('film.avi')).toBeUndefined();
  expect(containerOf('a.constructor')).toBeUndefined();
  expect(containerOf('none')).toBeUndefined();
});
