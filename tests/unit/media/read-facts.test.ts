import { execFileSync } from 'node:child_process';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readCover, readFacts } from '../../../src/main/media/index.ts';
import {
  makeApeTag,
  makeFlac,
  makeId3v1,
  makeId3v2,
  makeM4a,
  makeMp3Frames,
  makeVariableMp3,
  makeWav,
  pictureFrame,
  textFrame,
  type Id3Frame,
} from '../../support/sound-files.ts';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';

const mib = 1024 * 1024;
const folders = new Set<TempFolder>();
afterEach(async () => {
  for (const folder of folders) await folder[Symbol.asyncDispose]();
  folders.clear();
});

const calm = () => ({ signal: new AbortController().signal, maxMs: 20_000 });

async function fileOf(name: string, bytes: Buffer): Promise<string> {
  const folder = await makeTempFolder();
  folders.add(folder);
  const path = join(folder.path, name);
  await writeFile(path, bytes);
  return path;
}
const factsOf = async (name: string, bytes: Buffer) => readFacts(await fileOf(name, bytes), calm());

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
/** Кино in Windows-1251. */
const kino = Buffer.from([0xca, 0xe8, 0xed, 0xee]);

const names: Readonly<Record<2 | 3 | 4, readonly [title: string, artist: string, album: string]>> = {
  2: ['TT2', 'TP1', 'TAL'],
  3: ['TIT2', 'TPE1', 'TALB'],
  4: ['TIT2', 'TPE1', 'TALB'],
};
function id3(version: 2 | 3 | 4, encoding: 0 | 1 | 3, write: (text: string) => Buffer): Buffer {
  const [title, artist, album] = names[version];
  const frames: Id3Frame[] = [
    textFrame(title, encoding, write('Größe')),
    textFrame(artist, encoding, write('Björk')),
    textFrame(album, encoding, write('Ålbum')),
  ];
  return Buffer.concat([makeId3v2(version, frames), makeMp3Frames()]);
}
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text);
const tagged = { title: utf8('Größe'), artist: utf8('Björk'), album: utf8('Ålbum') };

test.each([
  ['ID3v1', 'a.mp3', Buffer.concat([makeMp3Frames(), makeId3v1({ ...tagged, title: latin1('Größe') })])],
  ['ID3v1 in UTF-8', 'a.mp3', Buffer.concat([makeMp3Frames(), makeId3v1(tagged)])],
  ['ID3v2.2', 'a.mp3', id3(2, 0, latin1)],
  ['ID3v2.3 in UTF-16', 'a.mp3', id3(3, 1, utf16)],
  ['ID3v2.3 in UTF-8 that it calls Latin-1', 'a.mp3', id3(3, 0, utf8)],
  ['ID3v2.4 in UTF-8', 'a.mp3', id3(4, 3, utf8)],
  [
    'APEv2',
    'a.mp3',
    Buffer.concat([makeMp3Frames(), makeApeTag({ Title: 'Größe', Artist: 'Björk', Album: 'Ålbum' })]),
  ],
  ['Vorbis', 'a.flac', makeFlac({ comments: { TITLE: 'Größe', ARTIST: 'Björk', ALBUM: 'Ålbum' } })],
  ['RIFF INFO', 'a.wav', makeWav({ INAM: 'Größe', IART: 'Björk', IPRD: 'Ålbum' })],
  ['RIFF INFO in Latin-1', 'a.wav', makeWav({ INAM: latin1('Größe'), IART: 'Björk', IPRD: 'Ålbum' })],
])('tags of %s are read', async (_, name, bytes) => {
  const { facts, problem } = await factsOf(name, bytes);
  expect(problem).toBeNull();
  expect(facts).toMatchObject({ kind: 'audio', title: 'Größe', artists: ['Björk'], album: 'Ålbum' });
});

test('what a codec says of itself comes with it', async () => {
  expect((await factsOf('a.flac', makeFlac({}))).facts).toMatchObject({
    ...{ durationSeconds: 10, codec: 'FLAC', isLossless: true },
    ...{ sampleRateHz: 44_100, bitsPerSample: 16, channels: 2 },
  });
});

test('a name in Windows-1251 is shown in Cyrillic, in every kind of tag', async () => {
  const old = Buffer.concat([makeMp3Frames(), makeId3v1({ title: kino, artist: kino, album: kino })]);
  const newer = Buffer.concat([makeId3v2(3, [textFrame('TIT2', 0, kino)]), makeMp3Frames()]);
  expect((await factsOf('a.mp3', old)).facts).toMatchObject({ title: 'Кино', album: 'Кино' });
  expect((await factsOf('b.mp3', newer)).facts).toMatchObject({ title: 'Кино' });
});

test('a file without tags has facts all the same', async () => {
  const { facts, problem } = await factsOf('a.mp3', makeMp3Frames());
  expect(problem).toBeNull();
  expect(facts).toMatchObject({ title: null, artists: [], album: null, codec: 'MPEG 1 Layer 3' });
  expect(facts?.durationSeconds).toBeCloseTo(80 * (1152 / 44_100), 1);
});

test('a file whose name lies about its format is read for what it is', async () => {
  const { facts } = await factsOf('a.mp3', makeFlac({ comments: { TITLE: 'Truth' } }));
  expect(facts).toMatchObject({ title: 'Truth', codec: 'FLAC' });
});

test('a cover is given where it is asked for, and is as it was embedded', async () => {
  const picture = Buffer.alloc(3 * mib, 'picture');
  const path = await fileOf('a.mp3', Buffer.concat([makeId3v2(3, [pictureFrame(picture)]), makeMp3Frames()]));
  expect(Buffer.from((await readCover(path, calm())) ?? []).equals(picture)).toBe(true);
  expect((await readFacts(path, calm())).cover).toBeNull();
});

test.each([
  [
    'ID3v2.3',
    'a.mp3',
    () =>
      Buffer.concat([
        makeId3v2(3, [pictureFrame(Buffer.alloc(50 * mib)), textFrame('TIT2', 0, utf8('After it'))]),
        makeMp3Frames(),
      ]),
  ],
  [
    'ID3v2.2',
    'a.mp3',
    () =>
      Buffer.concat([
        makeId3v2(2, [pictureFrame(Buffer.alloc(15 * mib), 2), textFrame('TT2', 0, utf8('After it'))]),
        makeMp3Frames(),
      ]),
  ],
])('a large cover in %s costs neither memory nor the tags behind it', async (_, name, make) => {
  const path = await fileOf(name, make());
  const before = process.memoryUsage().arrayBuffers;
  const { facts } = await readFacts(path, calm());
  expect(facts).toMatchObject({ title: 'After it' });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * mib);
});

test('a cover of more than 20 MB is left out, and the report says so', async () => {
  const tag = makeId3v2(3, [pictureFrame(Buffer.alloc(50 * mib)), textFrame('TIT2', 0, utf8('Song'))]);
  const path = await fileOf('a.mp3', Buffer.concat([tag, makeMp3Frames()]));
  const { facts, problem, cover } = await readFacts(path, { ...calm(), withCover: true });
  expect(cover).toBeNull();
  expect(facts).toMatchObject({ title: 'Song' });
  expect(problem?.code).toBe('cover-too-large');
});

test('a cover of more than 20 MB in an MP4 is cut out, and the tags around it are read', async () => {
  const path = await fileOf('a.m4a', makeM4a({ title: 'Song', cover: Buffer.alloc(50 * mib) }));
  const { facts, problem, cover } = await readFacts(path, { ...calm(), withCover: true });
  expect(facts).toMatchObject({ title: 'Song', codec: 'MPEG-4/AAC', container: 'M4A' });
  expect(cover).toBeNull();
  expect(problem?.code).toBe('cover-too-large');
  expect((await readFacts(path, calm())).problem).toBeNull();
});

test('a cover of a size that is shown is read out of an MP4', async () => {
  const picture = Buffer.alloc(2 * mib, 'picture');
  const path = await fileOf('a.m4a', makeM4a({ title: 'Song', cover: picture }));
  expect(Buffer.from((await readCover(path, calm())) ?? []).equals(picture)).toBe(true);
});

test.each([
  ['nothing in it', 'a.mp3', Buffer.alloc(0), 'empty'],
  ['a text in it', 'a.flac', Buffer.from('Lorem ipsum dolor sit amet. '.repeat(300)), 'not-media'],
  ['nothing but zeros in it', 'a.mp4', Buffer.alloc(100_000), 'not-media'],
])('a file with %s is a problem in words', async (_, name, bytes, code) => {
  const { facts, problem } = await factsOf(name, bytes);
  expect(facts).toBeNull();
  expect(problem?.code).toBe(code);
  expect(problem?.text).toMatch(/^[A-Z].+\.$/u);
});

test('of a file that was cut off, what comes before the cut is known', async () => {
  const comments = { TITLE: 'Half', COMMENT: 'x'.repeat(5000) };
  const whole = makeFlac({ comments });
  const { facts, problem } = await factsOf('a.flac', whole.subarray(0, 60));
  expect(problem?.code).toBe('damaged');
  expect(facts).toMatchObject({ durationSeconds: 10, codec: 'FLAC' });
});

test('a file that is gone, or may not be read, or is a folder, is unreadable and nothing is thrown', async () => {
  const path = await fileOf('a.mp3', makeMp3Frames());
  await rm(path);
  expect((await readFacts(path, calm())).problem?.code).toBe('unreadable');
  expect((await readFacts(join(path, '..'), calm())).problem?.code).toBe('unreadable');
});

test.skipIf(process.platform === 'win32')(
  'a pipe with the name of a song does not hold up anything',
  async () => {
    const path = await fileOf('a.mp3', Buffer.alloc(0));
    await rm(path);
    execFileSync('mkfifo', [path]);
    expect((await readFacts(path, calm())).problem).toMatchObject({ code: 'unreadable' });
  },
);

test('a file that becomes shorter while it is read is damaged, and reading it ends', async () => {
  const path = await fileOf('a.mp3', Buffer.concat([makeMp3Frames(5), Buffer.alloc(40 * mib)]));
  const reading = readFacts(path, calm());
  await truncate(path, 3000);
  expect((await reading).stat).not.toBeNull();
});

test('a file that takes too long says so', async () => {
  const path = await fileOf('a.mp3', makeVariableMp3(100_000));
  const { problem } = await readFacts(path, { ...calm(), maxMs: 1 });
  expect(problem?.code).toBe('took-too-long');
});

test('whoever does not want it any more hears that at once', async () => {
  const path = await fileOf('a.mp3', makeVariableMp3(100_000));
  const controller = new AbortController();
  const reading = readFacts(path, { signal: controller.signal, maxMs: 60_000 });
  controller.abort(new Error('not wanted'));
  await expect(reading).rejects.toThrow('not wanted');
});

test('an MP3 that does not say how long it is is counted', async () => {
  const { facts } = await factsOf('a.mp3', makeVariableMp3(2000));
  expect(facts?.durationSeconds).toBeCloseTo(2000 * (1152 / 44_100), 0);
});

test('copies have the same key, and another beginning, end or size makes another one', async () => {
  const bytes = Buffer.concat([makeMp3Frames(), Buffer.alloc(300_000)]);
  const key = async (change: (copy: Buffer) => Buffer) =>
    (await factsOf('a.mp3', change(Buffer.from(bytes)))).contentKey;
  const original = await key((copy) => copy);
  const keys = await Promise.all([
    key((copy) => copy.fill(1, 10, 20)),
    key((copy) => copy.fill(1, copy.length - 5)),
    // Longer in the middle alone.
    key((copy) => Buffer.concat([copy, Buffer.alloc(1)])),
  ]);
  expect(await key((copy) => copy)).toBe(original);
  expect(new Set([original, ...keys]).size).toBe(4);
});
