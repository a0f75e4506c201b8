import { chmod, copyFile, link, mkdir, rename, rm, symlink, utimes } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  makeFlac,
  makeId3v2,
  makeMp3Frames,
  makeWav,
  pictureFrame,
  textFrame,
} from '../../../support/sound-files.ts';
import { makeScanWorld, type ScanWorld } from './scan-world.ts';

let world: ScanWorld;
beforeEach(async () => {
  world = await makeScanWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

const song = (title: string) => makeWav({ INAM: title });
const paths = () =>
  world.store.kept.rows
    .filter(({ isMissing }) => !isMissing)
    .map(({ path }) => path)
    .sort();
const jpeg = (width: number) =>
  sharp({ create: { width, height: 50, channels: 3, background: '#123456' } })
    .jpeg()
    .toBuffer();

/** Root may enter everywhere. */
async function asSomebody(work: () => Promise<unknown>): Promise<void> {
  const nobody = 65_534;
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(nobody);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test('everything that sounds or moves is found with what it says of itself, and nothing else', async () => {
  await world.put('Band/Album/01.wav', song('One'));
  await world.put('Band/Album/notes.txt', 'no song');
  await world.put('02.WAV', song('Two'));
  expect(await world.scan()).toBe('done');
  expect(paths()).toEqual(['02.WAV', 'Band/Album/01.wav']);
  expect(world.store.row('Band/Album/01.wav')?.facts).toMatchObject({ kind: 'audio', title: 'One' });
  expect(world.progress()?.counts).toMatchObject({ found: 2, done: 2, added: 2, changed: 0, failed: 0 });
});

test('a second scan of the same files opens none of them', async () => {
  await world.put('a.wav', song('A'));
  await world.put('list.m3u', 'a.wav');
  await world.put('cover.jpg', await jpeg(100));
  world.pass(10_000);
  await world.scan();
  await world.scan();
  expect(world.opened).toEqual([]);
  expect(world.progress()?.counts).toMatchObject({
    found: 1,
    done: 1,
    added: 0,
    changed: 0,
    moved: 0,
    missing: 0,
  });
});

test('a file that was touched is read again and stays the same one', async () => {
  await world.put('a.wav', song('Before'));
  await world.scan();
  const before = world.store.row('a.wav');
  await world.put('a.wav', song('After it'));
  await world.scan();
  expect(world.opened).toEqual(['a.wav']);
  expect(world.store.row('a.wav')).toMatchObject({ fileId: before?.fileId, facts: { title: 'After it' } });
  expect(world.progress()?.counts).toMatchObject({ added: 0, changed: 1 });
});

test('a file of an older date is noticed like one of a newer date', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await utimes(world.at('a.wav'), new Date(2001, 0, 1), new Date(2001, 0, 1));
  await world.scan();
  expect(world.opened).toEqual(['a.wav']);
});

test('files and folders that were renamed are the same as before, and are not even opened', async () => {
  await world.put('Album/01.wav', song('One'));
  await world.put('Album/02.wav', song('Two'));
  await world.scan();
  const ids = ['Album/01.wav', 'Album/02.wav'].map((path) => world.store.row(path)?.fileId);
  await rename(world.at('Album'), world.at('Álbum (1997)'));
  await rename(world.at('Álbum (1997)/02.wav'), world.at('two.wav'));
  await world.scan();
  expect(['Álbum (1997)/01.wav', 'two.wav'].map((path) => world.store.row(path)?.fileId)).toEqual(ids);
  expect(world.opened).toEqual([]);
  expect(world.progress()?.counts).toMatchObject({ moved: 2, added: 0, missing: 0 });
});

test('a file that was copied elsewhere and deleted is known again by its content', async () => {
  await world.put('here/a.wav', song('A'));
  await world.scan();
  const id = world.store.row('here/a.wav')?.fileId;
  await mkdir(world.at('there'));
  await copyFile(world.at('here/a.wav'), world.at('there/b.wav'));
  await rm(world.at('here'), { recursive: true });
  await world.scan();
  expect(world.store.row('there/b.wav')?.fileId).toBe(id);
  expect(world.progress()?.counts).toMatchObject({ moved: 1, added: 0, missing: 0 });
});

test('a copy beside its original is a file of its own', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await copyFile(world.at('a.wav'), world.at('b.wav'));
  await world.scan();
  expect(world.store.row('a.wav')?.fileId).not.toBe(world.store.row('b.wav')?.fileId);
  expect(world.progress()?.counts).toMatchObject({ added: 1, moved: 0 });
});

test('what is gone is missing and not forgotten, and is the same again when it comes back', async () => {
  await world.put('a.wav', song('A'));
  await world.put('b.wav', song('B'));
  await world.scan();
  const id = world.store.row('a.wav')?.fileId;
  await rename(world.at('a.wav'), world.at('../kept.wav'));
  await world.scan();
  expect(paths()).toEqual(['b.wav']);
  expect(world.progress()?.counts).toMatchObject({ missing: 1 });
  await rename(world.at('../kept.wav'), world.at('a.wav'));
  await world.scan();
  expect(world.store.row('a.wav')?.fileId).toBe(id);
  expect(world.opened).toEqual([]);
});

test('a folder that is not there forgets nothing', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await rename(world.root, `${world.root}-away`);
  expect(await world.scan()).toBe('gone');
  expect(paths()).toEqual(['a.wav']);
  await rename(`${world.root}-away`, world.root);
  expect(await world.scan()).toBe('done');
  expect(world.opened).toEqual([]);
});

test('a folder that somebody has emptied is empty', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await rm(world.at('a.wav'));
  expect(await world.scan()).toBe('done');
  expect(paths()).toEqual([]);
});

test('hidden files, folders with .nomedia, litter, links and pipes are left alone', async () => {
  await world.put('song.wav', song('Song'));
  await world.put('.hidden.wav', song('x'));
  await world.put('.trash/a.wav', song('x'));
  await world.put('ring/.nomedia', '');
  await world.put('ring/tone.wav', song('x'));
  await world.put('@eaDir/a.wav', song('x'));
  await symlink(world.root, world.at('loop'));
  await symlink(world.at('song.wav'), world.at('link.wav'));
  await symlink('/nowhere', world.at('dangling.wav'));
  execFileSync('mkfifo', [world.at('pipe.wav')]);
  await mkdir(world.at('folder.wav'));
  await world.scan();
  expect(paths()).toEqual(['song.wav']);
});

test('names that differ only in their letters or the way of their accents are different files', async () => {
  const [composed, decomposed] = ['\u00e9.wav', 'e\u0301.wav'];
  for (const name of ['a.wav', 'A.wav', composed, decomposed]) await world.put(name, song(name));
  await world.scan();
  expect(paths()).toEqual(['A.wav', 'a.wav', decomposed, composed].sort());
  await world.scan();
  expect(world.opened).toEqual([]);
});

test('a name that is not UTF-8 is one line of the report, and stays it', async () => {
  const name = Buffer.concat([
    Buffer.from(world.at('')),
    Buffer.from([0x2f, 0xff, 0xfe]),
    Buffer.from('.wav'),
  ]);
  const source = world.at('a.wav');
  await world.put('a.wav', song('A'));
  await link(source, name);
  await world.scan();
  await world.scan();
  const lines = world.store.kept.rows.filter(({ problem }) => problem !== null);
  expect(lines.map(({ problem }) => problem?.code)).toEqual(['unreadable']);
  expect(lines[0]?.isMissing).toBe(false);
});

test('a broken file is one line of the report, once, and the others are read', async () => {
  await world.put('a.mp3', '');
  await world.put('b.flac', 'nonsense '.repeat(100));
  await world.put('c.wav', song('C'));
  expect(await world.scan()).toBe('done');
  expect(world.store.row('a.mp3')?.problem?.code).toBe('empty');
  expect(world.store.row('b.flac')?.problem?.code).toBe('not-media');
  expect(world.store.row('c.wav')?.facts).toMatchObject({ title: 'C' });
  expect(world.progress()?.counts).toMatchObject({ added: 3, failed: 2 });
  await world.scan();
  expect(world.opened).toEqual([]);
});

test('a folder that may not be entered is a line, and nothing in it is gone', async () => {
  await world.put('locked/a.wav', song('A'));
  await world.scan();
  await chmod(world.at('locked'), 0);
  await chmod(world.at('..'), 0o755);
  await asSomebody(() => world.scan());
  expect(world.store.row('locked/a.wav')).toBeDefined();
  expect(world.store.row('locked')?.problem?.code).toBe('unreadable');
  await chmod(world.at('locked'), 0o755);
  await world.scan();
  expect(world.store.row('locked')).toBeUndefined();
  expect(world.opened).toEqual([]);
});

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

test('a scan that is cancelled keeps what was read, and the next one reads the rest', async () => {
  for (let n = 0; n < 60; n += 1) await world.put(`${n}.wav`, song(`${n}`));
  const controller = new AbortController();
  let read = 0;
  const outcome = await world.scan({
    signal: controller.signal,
    onReading: (_path, isReading) => {
      if (!isReading) read += 1;
      if (read === 20) controller.abort();
    },
  });
  expect(outcome).toBe('cancelled');
  const kept = paths().length;
  expect(kept).toBeGreaterThanOrEqual(10);
  expect(kept).toBeLessThan(60);
  expect(await world.scan()).toBe('done');
  expect(world.opened).toHaveLength(60 - kept);
  expect(paths()).toHaveLength(60);
});

test('a scan that is cancelled while it looks around has marked nothing as missing', async () => {
  await world.put('a.wav', song('A'));
  await world.scan();
  await rm(world.at('a.wav'));
  expect(await world.scan({ signal: AbortSignal.abort() })).toBe('cancelled');
  expect(paths()).toEqual(['a.wav']);
});

test('files are saved in parts of at most 200', async () => {
  for (let n = 0; n < 450; n += 1) await world.put(`${n}.wav`, makeWav({}, 0));
  await world.scan();
  expect(Math.max(...world.store.kept.batches)).toBeLessThanOrEqual(200);
  expect(paths()).toHaveLength(450);
});

test('a clock that was set back by years loses nothing, and what is new is noticed', async () => {
  const years = 10 * 365 * 86_400_000;
  await world.put('Album/a.wav', song('A'));
  world.pass(years);
  await world.scan();
  world.pass(-years);
  await world.put('Album/cover.jpg', await jpeg(100));
  expect(await world.scan()).toBe('done');
  expect(paths()).toEqual(['Album/a.wav']);
  expect(world.store.row('Album/a.wav')?.artwork).not.toBeNull();
});

test('a file that took on the content of one that is gone is still the one of its name', async () => {
  await world.put('a.wav', song('A'));
  await world.put('b.wav', song('Another'));
  await world.scan();
  const id = world.store.row('a.wav')?.fileId;
  await copyFile(world.at('b.wav'), world.at('a.wav'));
  await rm(world.at('b.wav'));
  await world.scan();
  expect(world.store.row('a.wav')).toMatchObject({ fileId: id, facts: { title: 'Another' } });
  expect(world.progress()?.counts).toMatchObject({ changed: 1, moved: 0, missing: 1 });
});

test('a file that ended an earlier try is not opened, and one that is suspected is read before all others', async () => {
  for (const name of ['a.wav', 'b.wav', 'c.wav']) await world.put(name, song(name));
  await world.scan({}, { careful: ['c.wav'], condemned: ['a.wav'] });
  expect(world.opened).toEqual(['c.wav', 'b.wav']);
  expect(world.store.row('a.wav')).toMatchObject({ facts: null, problem: { code: 'damaged' } });
});

test('a folder is saved in parts of at most 50 files, for whoever wants to write meanwhile waits for a whole part', async () => {
  for (let at = 0; at < 120; at++) await world.put(`${at}.wav`, song(String(at)));
  const parts: number[] = [];
  await world.scan({
    store: {
      ...world.store,
      save(folderId, files, now) {
        parts.push(files.length);
        return world.store.save(folderId, files, now);
      },
    },
  });
  expect(parts.reduce((sum, files) => sum + files, 0)).toBe(120);
  expect(Math.max(...parts)).toBeLessThanOrEqual(50);
});
