import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  makeFlac,
  makeId3v2,
  makeMp3Frames,
  makeWav,
  pictureFrame,
  textFrame,
} from '../../../support/sound-files.ts';
import { jpeg, makeScanWorld, song, type ScanWorld } from './scan-world.ts';

let world: ScanWorld;
beforeEach(async () => {
  world = await makeScanWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

test('twelve tracks with one cover have one thumbnail', async () => {
  const cover = await jpeg(700);
  for (let n = 1; n <= 12; n += 1)
    await world.put(`Album/${n}.flac`, makeFlac({ comments: { TITLE: `${n}` }, picture: cover }));
  await world.scan();
  const ids = new Set(world.store.kept.rows.map(({ artwork }) => artwork));
  expect(ids.size).toBe(1);
  expect(world.store.kept.artwork).toMatchObject([{ id: [...ids][0], width: 320 }]);
});

test('a cover beside the files is theirs, also of discs below it, and before what is embedded', async () => {
  await world.put('Album/cover.jpg', await jpeg(500));
  await world.put('Album/CD 1/1.flac', makeFlac({ picture: await jpeg(300) }));
  await world.put('Album/CD 2/1.wav', song('x'));
  await world.put('Other/1.wav', song('x'));
  await world.scan();
  const [one, two, other] = ['Album/CD 1/1.flac', 'Album/CD 2/1.wav', 'Other/1.wav'].map((p) =>
    world.store.row(p),
  );
  expect(one?.artwork).toMatch(/^[0-9a-f]{40}$/u);
  expect(two?.artwork).toBe(one?.artwork);
  expect(other?.artwork).toBeNull();
});

test('a cover that is put beside files that are known is noticed', async () => {
  await world.put('Album/1.wav', song('x'));
  await world.scan();
  await world.put('Album/cover.jpg', await jpeg(500));
  await world.scan();
  expect(world.store.row('Album/1.wav')?.artwork).not.toBeNull();
  world.pass(10_000);
  await world.scan();
  await world.scan();
  expect(world.opened).toEqual([]);
});

test('a cover that is no picture is as if there were none', async () => {
  const tag = makeId3v2(3, [
    pictureFrame(Buffer.from('no picture')),
    textFrame('TIT2', 0, Buffer.from('Song')),
  ]);
  await world.put('a.mp3', Buffer.concat([tag, makeMp3Frames()]));
  await world.put('cover.jpg', 'no picture either');
  await world.scan();
  expect(world.store.row('a.mp3')).toMatchObject({ artwork: null, problem: null, facts: { title: 'Song' } });
});

test('an album that is one file is cut by the sheet beside it, and playlists name what is there', async () => {
  await world.put('Mix/Mix.wav', makeWav({ INAM: 'Mix' }, 10));
  const tracks = [0, 4, 8, 30].map(
    (s, n) => `TRACK 0${n + 1} AUDIO\nTITLE T${n + 1}\nINDEX 01 00:${String(s).padStart(2, '0')}:00`,
  );
  await world.put('Mix/mix.cue', `FILE "Mix.ape" WAVE\n${tracks.join('\n')}`);
  await world.put('lists/all.m3u8', '../Mix/Mix.wav\n../Mix/gone.wav\n/etc/passwd');
  await world.scan();
  // The fourth lies behind the end of the file.
  expect(world.store.row('Mix/Mix.wav')?.cue.map(({ title }) => title)).toEqual(['T1', 'T2', 'T3']);
  expect(world.store.kept.playlists).toEqual([
    { path: 'lists/all.m3u8', name: 'all', entries: ['Mix/Mix.wav'] },
  ]);
});

test('a playlist follows the files it names, and one that was deleted is gone', async () => {
  await world.put('list.m3u', 'a.wav\nb.wav');
  await world.put('a.wav', song('A'));
  await world.scan();
  await world.put('b.wav', song('B'));
  await world.scan();
  expect(world.store.kept.playlists[0]?.entries).toEqual(['a.wav', 'b.wav']);
  await rm(world.at('list.m3u'));
  await world.scan();
  expect(world.store.kept.playlists).toEqual([]);
});

test('a playlist that is none is a line until it is mended', async () => {
  await world.put('list.m3u', Buffer.from([0x4d, 0x5a, 0, 0]));
  await world.scan();
  expect(world.store.row('list.m3u')?.problem?.code).toBe('bad-playlist');
  await world.scan();
  expect(world.store.row('list.m3u')?.problem?.code).toBe('bad-playlist');
  await world.put('list.m3u', '# nothing');
  await world.scan();
  expect(world.store.row('list.m3u')).toBeUndefined();
});

test('subtitles and descriptions beside a video are its own', async () => {
  // 188-byte packets, of which a player would make nothing: enough to be a video.
  const stream = Buffer.alloc(188 * 20);
  for (let packet = 0; packet < 20; packet += 1) stream[packet * 188] = 0x47;
  await world.put('Film (1999)/film.ts', stream);
  await world.put('Film (1999)/film.nfo', '<movie><title>The Film</title><year>1999</year></movie>');
  await world.put('Film (1999)/film.de.srt', '1');
  await world.put('Film (1999)/Subs/2_English.srt', '1');
  await world.put('Film (1999)/other.en.srt', '1');
  await world.scan();
  const film = world.store.row('Film (1999)/film.ts');
  expect(film?.facts).toMatchObject({ kind: 'video', title: 'The Film', year: 1999 });
  expect(film?.subtitles).toEqual([
    { path: 'Film (1999)/film.de.srt', language: 'de' },
    { path: 'Film (1999)/Subs/2_English.srt', language: 'en' },
  ]);
});
