import { expect, test } from 'vitest';
import { decideTrust } from '../../../src/main/engine/content/trust.ts';
import type { Content, FileStamp } from '../../../src/shared/contract/engine.ts';
import { makeContent, makeFixtureLayout } from './content-fixture.ts';

/** Two files of two pieces each; pieces 0, 1 | 2, 3. */
const files = [
  { path: 'a', bytes: Buffer.from('AAAAaaaa') },
  { path: 'b', bytes: Buffer.from('BBBBbbbb') },
];
const stamp = (modifiedMs: number, sizeBytes = 8): FileStamp => ({ sizeBytes, modifiedMs });
const all = Uint8Array.from([0b1111_0000]);

interface World {
  readonly resume?: Partial<NonNullable<Content['resume']>> | null;
  readonly stamps?: readonly (FileStamp | null)[];
  readonly now: readonly (FileStamp | null)[];
  readonly progress?: { bitfield: Uint8Array; markedMs: number };
}

function decide({ resume = {}, stamps = [stamp(1), stamp(1)], now, progress }: World) {
  const plain = makeContent('/x', files);
  const content = {
    ...plain,
    files: plain.files.map((file, index) => ({ ...file, stamp: stamps[index] ?? null })),
    resume: resume && { bitfield: all, endedCleanly: true, isSameBoot: true, ...resume },
  };
  const { bitfield, suspects, missingFiles } = decideTrust(
    makeFixtureLayout(content, files),
    content,
    progress,
    now,
  );
  return { trusted: bitfield[0]?.toString(2).padStart(8, '0').slice(0, 4), suspects, missingFiles };
}

test('files that look as they did are believed', () => {
  expect(decide({ now: [stamp(1), stamp(1)] })).toEqual({ trusted: '1111', suspects: [], missingFiles: [] });
});

test('a file that another program changed is hashed, the other one is not', () => {
  expect(decide({ now: [stamp(2), stamp(1)] })).toMatchObject({ trusted: '0011', suspects: [0, 1] });
  expect(decide({ now: [stamp(1), stamp(1, 7)] })).toMatchObject({ trusted: '1100', suspects: [2, 3] });
});

test('a file that is gone is named and nothing of it is believed', () => {
  expect(decide({ now: [null, stamp(1)] })).toMatchObject({ trusted: '0011', missingFiles: [0] });
});

test('after kill -9 what was marked is believed, though the files are newer than the last checkpoint', () => {
  const progress = { bitfield: Uint8Array.from([0b1110_0000]), markedMs: 10_000 };
  const resume = { bitfield: Uint8Array.from([0b1000_0000]), endedCleanly: false };
  expect(decide({ resume, now: [stamp(9000), stamp(11_000)], progress })).toEqual({
    trusted: '1110',
    suspects: [],
    missingFiles: [],
  });
});

test('after kill -9 a file that was written after the last mark is hashed', () => {
  const progress = { bitfield: all, markedMs: 10_000 };
  const decided = decide({ resume: { endedCleanly: false }, now: [stamp(9000), stamp(15_000)], progress });
  expect(decided).toMatchObject({ trusted: '1100', suspects: [2, 3] });
});

test('after a power cut marks that are newer than the last checkpoint are hashed', () => {
  const progress = { bitfield: all, markedMs: 10_000 };
  const resume = { bitfield: Uint8Array.from([0b1100_0000]), endedCleanly: false, isSameBoot: false };
  expect(decide({ resume, now: [stamp(9000), stamp(9000)], progress })).toMatchObject({
    trusted: '1100',
    suspects: [2, 3],
  });
});

test('after kill -9 a file that is too short for what was marked is hashed, however old it is', () => {
  const progress = { bitfield: Uint8Array.from([0b1110_0000]), markedMs: 10_000 };
  const resume = { bitfield: Uint8Array.from([0b1000_0000]), endedCleanly: false };
  expect(decide({ resume, now: [stamp(9000, 7), stamp(9000, 4)], progress })).toMatchObject({
    trusted: '0010',
    suspects: [0, 1],
  });
});

test('after kill -9 a file that is older than it was is another one, and hashed', () => {
  const progress = { bitfield: all, markedMs: 10_000 };
  const resume = { endedCleanly: false };
  const stamps = [stamp(5000), stamp(5000)];
  expect(decide({ resume, stamps, now: [stamp(4999), stamp(5001)], progress })).toMatchObject({
    suspects: [0, 1],
  });
});

test('after a clean end a newer file is hashed even if the marks are newer still', () => {
  const progress = { bitfield: all, markedMs: 10_000 };
  expect(decide({ now: [stamp(5000), stamp(1)], progress })).toMatchObject({ suspects: [0, 1] });
});

test('of a torrent that was never here, what lies there already is hashed', () => {
  expect(decide({ resume: null, now: [stamp(1), null] })).toMatchObject({
    trusted: '0000',
    suspects: [0, 1],
  });
  expect(decide({ resume: null, now: [null, null] })).toMatchObject({ suspects: [] });
});

test('a piece that lies in two files is doubted when one of them is', () => {
  const odd = [
    { path: 'a', bytes: Buffer.from('AAAAaa') },
    { path: 'b', bytes: Buffer.from('BBBBbb') },
  ];
  const plain = makeContent('/x', odd);
  const content = {
    ...plain,
    files: plain.files.map((file) => ({ ...file, stamp: stamp(1, 6) })),
    resume: { bitfield: Uint8Array.from([0b1110_0000]), endedCleanly: true, isSameBoot: true },
  };
  const { suspects } = decideTrust(makeFixtureLayout(content, odd), content, undefined, [
    stamp(1, 6),
    stamp(2, 6),
  ]);
  expect(suspects).toEqual([1, 2]);
});
