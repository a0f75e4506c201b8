import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readCover, readFacts } from '../../src/main/media/index.ts';
import {
  audioNames,
  makeMediaCollection,
  readMedia,
  toldSeconds,
  toldTags,
  videoNames,
} from '../support/media-collection.ts';
import { describeWith } from '../support/tools.ts';

const calm = () => ({ signal: new AbortController().signal, maxMs: 30_000 });

describeWith(['ffmpeg'], 'media files that ffmpeg made', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await makeMediaCollection();
  });
  const read = (name: string) => readFacts(join(folder, name), calm());

  test.each(audioNames)('%s: how long it sounds is known', async (name) => {
    const { facts, problem } = await read(name);
    expect(problem).toBeNull();
    expect(facts?.kind).toBe('audio');
    expect(facts?.durationSeconds).toBeGreaterThan(toldSeconds - 0.05);
    expect(facts?.durationSeconds).toBeLessThan(toldSeconds + 0.1);
  });

  // What ffmpeg itself does not write in a format is not asked of it.
  const { title, artist, album, albumArtist, genre, year, track: trackNumber, disc: discNumber } = toldTags;
  const all = {
    title,
    artists: [artist],
    album,
    albumArtist,
    genres: [genre],
    year,
    trackNumber,
    discNumber,
  };
  test.each([
    ['id3v2.3.mp3', { ...all, container: 'MPEG', codec: 'MPEG 1 Layer 3', isLossless: false }],
    ['id3v2.4.mp3', all],
    ['without-xing.mp3', all],
    ['vorbis.flac', { ...all, container: 'FLAC', codec: 'FLAC', isLossless: true, bitsPerSample: 16 }],
    ['vorbis.ogg', { ...all, container: 'Ogg', codec: 'Vorbis I' }],
    ['vorbis.opus', { ...all, container: 'Ogg', codec: 'Opus', sampleRateHz: 48_000 }],
    ['itunes.m4a', { ...all, container: 'M4A', codec: 'MPEG-4/AAC' }],
    ['info.wav', { title, artists: [artist], album, genres: [genre], year, isLossless: true }],
    ['text.aiff', { title, container: 'AIFF', isLossless: true, sampleRateHz: 44_100 }],
    ['ape.wv', { title, artists: [artist], album, trackNumber, isLossless: true }],
    ['asf.wma', { title, artists: [artist], album, albumArtist, genres: [genre], trackNumber }],
    ['none.aac', { title: null, artists: [], container: 'ADTS', codec: 'AAC' }],
  ])('%s: its tags are those that it was given', async (name, expected) => {
    expect((await read(name)).facts).toMatchObject(expected);
  });

  const sound = { language: null, title: null };
  const german = { ...sound, language: 'ger' };
  const both = [
    { startSeconds: 0, title: 'Beginning' },
    { startSeconds: 1, title: 'End' },
  ];
  test.each([
    [
      'h264.mkv',
      {
        ...{ title, container: 'MKV', videoCodec: 'H.264', audioTracks: [{ ...german, codec: 'AAC' }] },
        subtitleTracks: [{ codec: 'SubRip', language: 'eng', title: 'For all' }],
      },
    ],
    [
      'h264.mp4',
      {
        ...{ title, year, container: 'MP4', videoCodec: 'H.264' },
        ...{ audioTracks: [{ ...german, codec: 'AAC' }], chapters: both },
      },
    ],
    ['vp9.webm', { title, container: 'WebM', videoCodec: 'VP9', audioTracks: [{ ...sound, codec: 'Opus' }] }],
    ['mpeg4.avi', { title, year, container: 'AVI', videoCodec: 'MPEG-4', audioTracks: [{ codec: 'MP3' }] }],
    ['h264.mov', { title, container: 'MOV', videoCodec: 'H.264', audioTracks: [{ codec: 'AAC' }] }],
    ['h264.ts', { container: 'MPEG-TS', videoCodec: 'H.264', audioTracks: [{ codec: 'AAC' }] }],
    ['theora.ogv', { title, container: 'Ogg', videoCodec: 'Theora' }],
    ['wmv2.wmv', { title, container: 'ASF' }],
  ])('%s: what is in it is told', async (name, expected) => {
    const { facts, problem } = await read(name);
    expect(problem).toBeNull();
    expect(facts).toMatchObject({ kind: 'video', ...expected });
    expect(facts?.durationSeconds).toBeGreaterThan(toldSeconds - 0.2);
    expect(facts?.durationSeconds).toBeLessThan(toldSeconds + 0.2);
  });

  test.each(['h264.mkv', 'h264.mp4', 'vp9.webm', 'mpeg4.avi', 'h264.mov', 'h264.ts', 'theora.ogv'])(
    '%s: its pictures have their size',
    async (name) => {
      expect((await read(name)).facts).toMatchObject({ width: 64, height: 48 });
    },
  );

  test.each([
    ['mpeg2.mpg', 'MPEG'],
    ['flv1.flv', 'FLV'],
  ])('%s: of an old kind, it is known that it is there', async (name, container) => {
    expect(await read(name)).toMatchObject({ problem: null, facts: { kind: 'video', container } });
  });

  test('the same cover in an MP3, a FLAC and an M4A is the same bytes', async () => {
    const covers = await Promise.all(
      ['a.mp3', 'b.flac', 'c.m4a'].map((name) => readCover(join(folder, 'covered', name), calm())),
    );
    expect(covers[0]?.length).toBeGreaterThan(100);
    expect(covers[1]).toEqual(covers[0]);
    expect(covers[2]).toEqual(covers[0]);
  });

  test.each([...audioNames, ...videoNames])('%s: cut off anywhere, it is read without harm', async (name) => {
    const whole = readMedia(folder, name);
    const own = await mkdtemp(join(tmpdir(), 'warren-test-'));
    const path = join(own, `cut${extname(name)}`);
    for (const part of [0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      await writeFile(path, whole.subarray(0, Math.floor(whole.length * part)));
      const { facts, problem } = await readFacts(path, calm());
      expect(facts ?? problem).not.toBeNull();
      expect(problem?.code ?? 'damaged').toMatch(/^(damaged|not-media)$/u);
    }
    await rm(own, { recursive: true });
  });

  test('random bytes in real files crash nothing, hang nothing and fill no memory', async () => {
    const own = await mkdtemp(join(tmpdir(), 'warren-test-'));
    const names = [...audioNames, ...videoNames];
    const splice = fc.record({
      /** Mostly near the beginning, where the headers are. */
      at: fc.oneof(
        { weight: 4, arbitrary: fc.double({ min: 0, max: 0.1, noNaN: true }) },
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }),
      isInserted: fc.boolean(),
    });
    let worstMs = 0;
    let mostBytes = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(splice, { minLength: 1, maxLength: 12 }),
        async (name, splices) => {
          let bytes = readMedia(folder, name);
          for (const { at, bytes: random, isInserted } of splices) {
            const start = Math.floor(at * bytes.length);
            const rest = bytes.subarray(start + (isInserted ? 0 : random.length));
            bytes = Buffer.concat([bytes.subarray(0, start), random, rest]);
          }
          const path = join(own, `fuzzed${extname(name)}`);
          await writeFile(path, bytes);
          const startedMs = performance.now();
          const { facts, problem } = await readFacts(path, { ...calm(), withCover: true });
          worstMs = Math.max(worstMs, performance.now() - startedMs);
          mostBytes = Math.max(mostBytes, process.memoryUsage().arrayBuffers);
          expect(facts ?? problem).not.toBeNull();
        },
      ),
      { numRuns: 1500 },
    );
    await rm(own, { recursive: true });
    // A hundred times of what it takes.
    expect(worstMs).toBeLessThan(10_000);
    expect(mostBytes).toBeLessThan(256 * 1024 * 1024);
  });
});
