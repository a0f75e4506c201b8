import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readInnerCues, readInside } from '../../../src/main/media/index.ts';
import { makeFilmWithTexts, type FilmWithTexts } from '../../support/film-with-texts.ts';
import { element, matroska, uint } from '../../support/made-matroska.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { describeWith } from '../../support/tools.ts';

const never = new AbortController().signal;

/** A file in memory, and how much of it was read. */
function readable(bytes: Uint8Array) {
  const media = {
    sizeBytes: bytes.length,
    readBytes: 0,
    read: ({ from, to }: { from: number; to: number }) => {
      media.readBytes += to - from;
      return Promise.resolve(only(bytes.subarray(from, to)));
    },
  };
  return media;
}

async function* only(bytes: Uint8Array) {
  yield await Promise.resolve(bytes);
}

async function film(name: FilmWithTexts) {
  await using folder = await makeTempFolder();
  return readable(await readFile(await makeFilmWithTexts(folder.path, name)));
}

async function wordsIn(media: ReturnType<typeof readable>, index = 0) {
  const subtitle = (await readInside(media, never))?.subtitles[index];
  return subtitle === undefined
    ? undefined
    : Array.fromAsync(readInnerCues(media, subtitle, { signal: never }));
}

/** ffmpeg moves everything by what its AAC has before the first sound, 21 ms. */
const about = (ms: number) => expect.closeTo(ms, -2) as number;
const said = (words: string) => [
  {
    startMs: about(500),
    endMs: about(1250),
    text: expect.stringMatching(new RegExp(`^(<i>)?${words}(</i>)? at dawn\\.$`, 'u')) as string,
  },
  { startMs: about(2000), endMs: about(3000), text: `${words}, again\nin two lines.` },
  { startMs: about(7500), endMs: about(8000), text: `The last of ${words}.` },
];

describeWith(['ffmpeg'], 'films that ffmpeg made', () => {
  test.each<FilmWithTexts>([
    'words.mkv',
    'words-vtt.mkv',
    'words.webm',
    'words.mp4',
    'words-late.mp4',
    'words.mov',
  ])('%s: its chapters and subtitles are found, and their words', async (name) => {
    const media = await film(name);
    const inside = await readInside(media, never);
    expect(inside?.chapters).toEqual([
      { startSeconds: 0, title: 'The quay' },
      { startSeconds: 4, title: 'Öffnes Wasser' },
    ]);
    // QuickTime has numbers for languages, which we tell by their newer codes; elsewhere it is what was written.
    const german = name === 'words.mov' ? 'deu' : 'ger';
    expect(inside?.subtitles.map(({ language }) => language)).toEqual(['eng', german]);
    expect(await wordsIn(media, 0)).toEqual(said('The ferry'));
    expect(await wordsIn(media, 1)).toEqual(said('Die Fähre'));
  });

  test('a name, and that it is only for what is foreign', async () => {
    const inside = await readInside(await film('words.mkv'), never);
    expect(inside?.subtitles).toMatchObject([
      { title: null, isForced: false },
      { title: 'Only signs', isForced: true },
    ]);
  });

  test('what is slanted stays so', async () => {
    expect((await wordsIn(await film('words.mkv'), 0))?.[0]?.text).toBe('<i>The ferry</i> at dawn.');
    expect((await wordsIn(await film('words.mkv'), 1))?.[0]?.text).toBe('<i>Die Fähre</i> at dawn.');
  });

  test('where no index tells where the words are, they are found by going through the file', async () => {
    await using folder = await makeTempFolder();
    const bytes = await readFile(await makeFilmWithTexts(folder.path, 'words.mkv'));
    // An index that is called another thing is none.
    const cues = Buffer.from('1c53bb6b', 'hex');
    for (let at = bytes.indexOf(cues); at >= 0; at = bytes.indexOf(cues, at + 1)) bytes[at + 3] = 0x6c;
    expect(await wordsIn(readable(bytes))).toEqual(said('The ferry'));
  });

  test('of a file that arrives, only what a player has come to is read, and that as soon as it is', async () => {
    const media = await film('words.mkv');
    const [subtitle] = (await readInside(media, never))?.subtitles ?? [];
    let reachedTo = 0;
    const waits: (() => void)[] = [];
    const reached = {
      has: (position: number) => position < reachedTo,
      more: () => new Promise<void>((resolve) => waits.push(resolve)),
    };
    const words = readInnerCues(media, subtitle ?? { track: 0, format: 'srt' }, { signal: never, reached });
    const first = words.next();
    while (waits.length === 0) await new Promise((resolve) => setImmediate(resolve));
    reachedTo = media.sizeBytes / 2;
    waits.pop()?.();
    expect((await first).value).toMatchObject({ startMs: about(500) });
    expect((await words.next()).value).toMatchObject({ startMs: about(2000) });
    const last = words.next();
    while (waits.length === 0) await new Promise((resolve) => setImmediate(resolve));
    reachedTo = media.sizeBytes;
    waits.pop()?.();
    expect((await last).value).toMatchObject({ startMs: about(7500) });
    expect((await words.next()).done).toBe(true);
  });

  test('cut off anywhere, and with any bytes in it, a film crashes nothing and is not read for ever', async () => {
    const films = await Promise.all(
      (['words.mkv', 'words.webm', 'words-late.mp4'] as const).map(async (name) => {
        await using folder = await makeTempFolder();
        return await readFile(await makeFilmWithTexts(folder.path, name, { seconds: 3 }));
      }),
    );
    // Where the readers look, not in the middle of pictures.
    const marks = ['1549a966', '1654ae6b', '1043a770', '1c53bb6b', '1f43b675', '114d9b74'].map((hex) =>
      Buffer.from(hex, 'hex'),
    );
    const boxes = [
      'moov',
      'trak',
      'stbl',
      'stts',
      'stsz',
      'stsc',
      'stco',
      'chpl',
      'elst',
      'tref',
      'mdhd',
    ].map((name) => Buffer.from(name));
    const splice = fc.record({
      mark: fc.nat({ max: marks.length + boxes.length - 1 }),
      after: fc.nat({ max: 200 }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
      isInserted: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...films),
        fc.array(splice, { minLength: 1, maxLength: 8 }),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        async (whole, splices, cut) => {
          let bytes: Buffer = cut === null ? whole : whole.subarray(0, Math.floor(whole.length * cut));
          for (const { mark, after, bytes: random, isInserted } of splices) {
            const found = bytes.indexOf([...marks, ...boxes][mark] ?? Buffer.alloc(1));
            const at = Math.max(0, found) + after;
            bytes = Buffer.concat([
              bytes.subarray(0, at),
              random,
              bytes.subarray(at + (isInserted ? 0 : random.length)),
            ]);
          }
          const media = readable(bytes);
          const inside = await readInside(media, never).catch(onlyProblems);
          for (const subtitle of inside?.subtitles ?? [])
            await Array.fromAsync(readInnerCues(media, subtitle, { signal: never })).catch(onlyProblems);
          expect(inside?.chapters.length ?? 0).toBeLessThanOrEqual(1000);
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

function onlyProblems(error: unknown): undefined {
  expect(error).toMatchObject({ name: 'ReadProblem' });
}

test('words that were packed, as mkvmerge does it, are unpacked, and a bomb of them is left out', async () => {
  const entry = (encoding: Buffer) => matroska.textTrack({ codec: 'S_TEXT/UTF8', encoding });
  const zlib = element(0x4254, uint(0));
  const shared = Buffer.concat([element(0x4254, uint(3)), element(0x4255, Buffer.from('The '))]);
  const packed = matroska.file(entry(zlib), [
    matroska.block(0, deflateSync(Buffer.from('The ferry.'))),
    matroska.block(1000, deflateSync(Buffer.alloc(5_000_000, 'x'))),
    matroska.block(2000, Buffer.from('not packed')),
    matroska.block(3000, deflateSync(Buffer.from('The last.'))),
  ]);
  expect((await wordsIn(readable(packed)))?.map(({ text }) => text)).toEqual(['The ferry.', 'The last.']);
  const stripped = matroska.file(entry(shared), [matroska.block(0, Buffer.from('ferry.'))]);
  expect((await wordsIn(readable(stripped)))?.map(({ text }) => text)).toEqual(['The ferry.']);
});

test('a segment and clusters of unknown length, as a recording that was cut off has them, are gone through', async () => {
  const track = matroska.textTrack({ codec: 'S_TEXT/UTF8' });
  const live = matroska.file(
    track,
    [matroska.block(0, Buffer.from('One.')), matroska.block(900, Buffer.from('Two.'))],
    { isLive: true },
  );
  expect((await wordsIn(readable(live)))?.map(({ text }) => text)).toEqual(['One.', 'Two.']);
});

test('sizes that lead beyond the file or back end the reading', async () => {
  const track = matroska.textTrack({ codec: 'S_TEXT/UTF8' });
  const file = matroska.file(track, [matroska.block(0, Buffer.from('One.'))]);
  const huge = Buffer.concat([file, Buffer.from('1f43b67501ffffffffffff00', 'hex')]);
  expect((await wordsIn(readable(huge)))?.length).toBe(1);
  // A box of no length of its own, over and over.
  const circle = Buffer.concat([
    Buffer.from('0000001066747970', 'hex'),
    Buffer.alloc(8),
    Buffer.alloc(8_000),
  ]);
  expect(await readInside(readable(circle), never)).toBeUndefined();
});

test('any bytes at all', async () => {
  const heads = ['1a45dfa380', '1a45dfa38018538067ff', '0000001866747970', '000000086d6f6f76'].map((hex) =>
    Buffer.from(hex, 'hex'),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 4_000 }), async (head, rest) => {
      const media = readable(Buffer.concat([head, rest]));
      const inside = await readInside(media, never);
      for (const subtitle of inside?.subtitles ?? [])
        await Array.fromAsync(readInnerCues(media, subtitle, { signal: never }));
    }),
    { numRuns: 2_000 },
  );
});

test('a large film is not read to learn what is inside it', async () => {
  const track = matroska.textTrack({ codec: 'S_TEXT/UTF8' });
  const pictures = element(0xa3, Buffer.concat([Buffer.from([0x82, 0, 0, 0x80]), Buffer.alloc(2_000_000)]));
  const media = readable(
    matroska.file(track, [pictures, pictures, pictures, matroska.block(0, Buffer.from('One.'))]),
  );
  await readInside(media, never);
  expect(media.readBytes).toBeLessThan(200_000);
  expect((await wordsIn(media))?.length).toBe(1);
  expect(media.readBytes).toBeLessThan(1_000_000);
});
