import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { BufferSource, EncodedPacketSink, Input, MATROSKA, MP4, WEBM } from 'mediabunny';
import { expect, test } from 'vitest';
import { probeMedia, remux, type ReadableMedia } from '../../../src/main/media/index.ts';
import { makeMedia, type MadeMedia } from '../../support/made-media.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { describeWith } from '../../support/tools.ts';

const never = new AbortController().signal;

/** A file in memory, and how often and how far it was read. */
function readable(bytes: Uint8Array) {
  const reads: { from: number; upTo: number }[] = [];
  const media: ReadableMedia = {
    sizeBytes: bytes.length,
    read: ({ from, to }) => {
      const read = { from, upTo: from };
      reads.push(read);
      return Promise.resolve(parts(read, to));
    },
  };
  async function* parts(read: { upTo: number }, to: number) {
    for (let at = read.upTo; at < to; at += 16_384) {
      const part = bytes.subarray(at, Math.min(to, at + 16_384));
      read.upTo = at + part.length;
      yield await Promise.resolve(part);
    }
  }
  return { media, reads };
}

async function made(name: MadeMedia, seconds = 2) {
  await using folder = await makeTempFolder();
  return readable(await readFile(await makeMedia(folder.path, name, { seconds })));
}

/** What a parser says about the outcome. */
async function whatIsIn(bytes: Uint8Array) {
  using input = new Input({ formats: [MP4, WEBM, MATROSKA], source: new BufferSource(bytes) });
  const video = await input.getPrimaryVideoTrack();
  const sounds = await input.getAudioTracks();
  const count = async (track: NonNullable<typeof video> | (typeof sounds)[number]) => {
    let packets = 0;
    for await (const _ of new EncodedPacketSink(track).packets()) packets++;
    return packets;
  };
  return {
    video: video && (await video.getCodec()),
    sounds: await Promise.all(sounds.map((sound) => sound.getCodec())),
    pictures: video === null ? 0 : await count(video),
    from: await input.getFirstTimestamp(),
    seconds: await input.computeDuration(),
  };
}

const carry = async (media: ReadableMedia, into: 'mp4' | 'webm', { from = 0, sound = 0 } = {}) =>
  buffer(Readable.from(remux({ media, into, sound, fromSeconds: from, signal: never })));

describeWith(['ffmpeg'], 'what is in a file', () => {
  test.each<[MadeMedia, string, string | null, string[]]>([
    ['film.mp4', 'mp4', 'avc', ['aac']],
    ['film-late.mp4', 'mp4', 'avc', ['aac']],
    ['film.webm', 'webm', 'vp9', ['opus']],
    ['film.mkv', 'matroska', 'avc', ['aac']],
    ['film.mov', 'quicktime', 'avc', ['aac']],
    ['film.ts', 'mpeg-ts', 'avc', ['aac']],
    ['dolby.mkv', 'matroska', 'avc', ['ac3']],
    ['song.mka', 'matroska', null, ['flac']],
  ])('%s', async (name, container, video, sounds) => {
    const { media } = await made(name);
    const probed = await probeMedia(media, never);
    expect(probed?.container).toBe(container);
    expect(probed?.video?.codec ?? null).toBe(video);
    expect(probed?.sounds.map(({ codec }) => codec)).toEqual(sounds);
  });

  test('several sounds with their languages and names', async () => {
    const { media } = await made('two-sounds.mkv');
    const probed = await probeMedia(media, never);
    expect(probed?.sounds).toMatchObject([{ language: 'eng' }, { language: 'deu', title: 'Commentary' }]);
    expect(probed?.durationSeconds).toBeCloseTo(2, 0);
  });

  test('what is no media is nothing, and no error', async () => {
    const noise = Uint8Array.from({ length: 50_000 }, (_, at) => (at * 7919) % 251);
    expect(await probeMedia(readable(noise).media, never)).toBeUndefined();
    expect(await probeMedia(readable(new Uint8Array()).media, never)).toBeUndefined();
  });
});

describeWith(['ffmpeg'], 'another container', () => {
  test.each<[MadeMedia, 'mp4' | 'webm', string, string]>([
    ['film.mkv', 'mp4', 'avc', 'aac'],
    ['film-flac.mkv', 'mp4', 'avc', 'flac'],
    ['film.mov', 'mp4', 'avc', 'aac'],
    ['film.ts', 'mp4', 'avc', 'aac'],
    ['film-vp8.mkv', 'webm', 'vp8', 'vorbis'],
  ])('%s into %s keeps every picture', async (name, into, video, sound) => {
    const { media } = await made(name);
    const outcome = await whatIsIn(await carry(media, into));
    expect(outcome).toMatchObject({ video, sounds: [sound], pictures: 50 });
    expect(outcome.seconds).toBeCloseTo(2, 0);
  });

  test('sound without pictures', async () => {
    const { media } = await made('song.mka');
    expect(await whatIsIn(await carry(media, 'mp4'))).toMatchObject({ video: null, sounds: ['flac'] });
  });

  test('the sound that was chosen, and only that', async () => {
    const { media } = await made('two-sounds.mkv');
    const [first, second] = await Promise.all([carry(media, 'mp4'), carry(media, 'mp4', { sound: 1 })]);
    expect(await whatIsIn(second)).toMatchObject({ sounds: ['aac'], pictures: 50 });
    expect(first.equals(second)).toBe(false);
  });

  test('from a point on it begins with the whole picture before, at the time that has in the file', async () => {
    const { media } = await made('film.mkv', 6);
    const outcome = await whatIsIn(await carry(media, 'mp4', { from: 3.5 }));
    // A whole picture comes every second.
    expect(outcome.from).toBeGreaterThan(2.9);
    expect(outcome.from).toBeLessThanOrEqual(3.01);
    expect(outcome.pictures).toBe(75);
  });

  test('who reads slowly is waited for: no more of the file is read than is taken', async () => {
    const { media, reads } = await made('heavy.mkv', 30);
    expect(media.sizeBytes).toBeGreaterThan(30_000_000);
    const body = remux({ media, into: 'mp4', sound: 0, fromSeconds: 0, signal: never });
    let taken = 0;
    while (taken < 8_000_000) taken += (await body.next()).value?.length ?? 0;
    const read = () => reads.reduce((sum, { from, upTo }) => sum + upTo - from, 0);
    // It is made on this very thread: when it has not gone on for so many turns, it waits.
    for (let last = -1; last !== read();) {
      last = read();
      for (let turn = 0; turn < 5_000; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(read() - taken).toBeLessThan(10_000_000);
    await body.return();
  });

  test('who goes ends the reading', async () => {
    const { media } = await made('film.mkv', 30);
    const gone = new AbortController();
    const waiting: ReadableMedia = {
      sizeBytes: media.sizeBytes,
      read: async (range, signal) => {
        if (range.from < 200_000) return media.read({ ...range, to: Math.min(range.to, 200_000) }, signal);
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))));
        throw new Error('never');
      },
    };
    const body = buffer(
      Readable.from(remux({ media: waiting, into: 'mp4', sound: 0, fromSeconds: 0, signal: gone.signal })),
    );
    queueMicrotask(() => gone.abort());
    await expect(body).rejects.toThrow();
  });
});
