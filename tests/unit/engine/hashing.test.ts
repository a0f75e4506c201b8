import { hash } from 'node:crypto';
import { mkdir, open, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createInfo } from '../../../src/main/engine/content/create.ts';
import { makePieceHashing, type HashedFiles } from '../../../src/main/engine/content/hashing/index.ts';
import { makeHashCrew } from '../../../src/main/engine/content/hashing/hash-crew.ts';
import { hashInWorkers } from '../../../src/main/engine/content/hashing/start-hash-workers.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const workerFile = new URL('../../../src/main/engine/content/hashing/hash-worker.ts', import.meta.url);
const mib = 1024 * 1024;
const withWorkers = makePieceHashing({ workerFile, cores: 2 });
const withoutWorkers = makePieceHashing({ workerFile: undefined, cores: 2 });

const folders = new Set<AsyncDisposable>();
afterEach(async () => {
  for (const folder of folders) await folder[Symbol.asyncDispose]();
  folders.clear();
});

/** 48 MiB in three files with padding between, pieces over their edges: worth workers. */
async function makeWorld() {
  const folder = await makeTempFolder();
  folders.add(folder);
  const root = join(folder.path, 'share');
  await mkdir(join(root, 'b'), { recursive: true });
  const sizes = [20 * mib + 5, 3, 27 * mib, 100];
  const names = [['a'], ['pad'], ['b', 'c'], ['z']];
  const parts = sizes.map((size, index) =>
    index === 1 ? Buffer.alloc(size) : Buffer.alloc(size, `${index} is not `),
  );
  let offset = 0;
  const files: HashedFiles['files'] = parts.map((part, index) => {
    const file = { path: names[index] ?? [], sizeBytes: part.length, offset, isPadding: index === 1 };
    offset += part.length;
    return file;
  });
  for (const [index, part] of parts.entries())
    if (index !== 1) await writeFile(join(root, ...(names[index] ?? [])), part);
  const whole = Buffer.concat(parts);
  const pieceSizeBytes = mib;
  const pieces = Array.from({ length: Math.ceil(whole.length / pieceSizeBytes) }, (_, index) => index);
  const digestOf = (piece: number) =>
    hash('sha1', whole.subarray(piece * pieceSizeBytes, (piece + 1) * pieceSizeBytes), 'hex');
  return {
    folder: folder.path,
    root,
    pieces,
    digestOf,
    files: { root, sizeBytes: offset, pieceSizeBytes, files },
  };
}
const calm = () => ({ priority: 'background' as const, signal: new AbortController().signal });

test.each([
  ['on threads', withWorkers],
  ['on the main thread', withoutWorkers],
])('pieces over the edges of files and padding are hashed %s', async (_, hashing) => {
  const world = await makeWorld();
  const found = new Map<number, string>();
  await hashing.hash(
    world.files,
    world.pieces,
    (piece, digest) => {
      expect(found.has(piece)).toBe(false);
      found.set(piece, digest?.toString('hex') ?? 'missing');
    },
    calm(),
  );
  for (const piece of world.pieces) expect(found.get(piece)).toBe(world.digestOf(piece));
});

test.each([
  ['on threads', withWorkers],
  ['on the main thread', withoutWorkers],
])('a file that is gone or too short makes its pieces missing, and only those, %s', async (_, hashing) => {
  const world = await makeWorld();
  const file = await open(join(world.root, 'a'), 'r+');
  await file.truncate(19 * mib + 5);
  await file.close();
  await rm(join(world.root, 'z'));
  const missing: number[] = [];
  await hashing.hash(
    world.files,
    world.pieces,
    (piece, digest) => {
      if (digest === undefined) missing.push(piece);
    },
    calm(),
  );
  expect(missing.sort((a, b) => a - b)).toEqual([19, 20, 47]);
});

test.each([
  ['on threads', withWorkers],
  ['on the main thread', withoutWorkers],
])('a link is not followed, %s', async (_, hashing) => {
  const world = await makeWorld();
  await rename(join(world.root, 'b'), join(world.folder, 'outside'));
  await symlink(join(world.folder, 'outside'), join(world.root, 'b'));
  const hashed = hashing.hash(world.files, world.pieces, () => undefined, calm());
  await expect(hashed).rejects.toMatchObject({ name: 'ContentError', reason: 'not-writable' });
  await rm(join(world.root, 'b'));
  await rename(join(world.folder, 'outside'), join(world.root, 'b'));
  await rename(join(world.root, 'a'), join(world.root, 'real'));
  await symlink('real', join(world.root, 'a'));
  const again = hashing.hash(world.files, world.pieces, () => undefined, calm());
  await expect(again).rejects.toMatchObject({ name: 'ContentError', reason: 'not-writable' });
});

test('where threads cannot start, everything is hashed all the same', async () => {
  const world = await makeWorld();
  const broken = join(world.folder, 'worker.mjs');
  for (const code of ['throw new Error("no")', 'import "./nowhere.mjs"', 'process.exit(3)']) {
    await writeFile(broken, code);
    const hashing = makePieceHashing({ workerFile: new URL(`file://${broken}`), cores: 2 });
    const found = new Map<number, string | undefined>();
    await hashing.hash(
      world.files,
      world.pieces,
      (piece, digest) => found.set(piece, digest?.toString('hex')),
      calm(),
    );
    for (const piece of world.pieces) expect(found.get(piece)).toBe(world.digestOf(piece));
  }
});

test('what a thread that dies has not done is handed back', async () => {
  const world = await makeWorld();
  const found = new Set<number>();
  const dying = join(world.folder, 'worker.mjs');
  await writeFile(
    dying,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ board }) => {
       Atomics.add(new Int32Array(board, 0, 2), 0, 1);
       throw new Error('dead');
     })`,
  );
  const parts = { crew: makeHashCrew(new URL(`file://${dying}`)), workers: 2, isBackground: false };
  const left = await hashInWorkers(
    parts,
    world.files,
    world.pieces,
    (piece) => found.add(piece),
    calm().signal,
  );
  expect(left).toEqual(world.pieces);
  expect(found.size).toBe(0);
});

test.each([
  ['on threads', withWorkers],
  ['on the main thread', withoutWorkers],
])(
  'an abort ends the job at once with its reason, and so does a listener that throws, %s',
  async (_, hashing) => {
    const world = await makeWorld();
    const controller = new AbortController();
    const reason = new Error('stopped');
    let heard = 0;
    const aborted = hashing.hash(
      world.files,
      world.pieces,
      () => {
        heard++;
        controller.abort(reason);
      },
      { priority: 'normal', signal: controller.signal },
    );
    await expect(aborted).rejects.toBe(reason);
    expect(heard).toBeLessThan(world.pieces.length);
    const thrower = () => {
      throw reason;
    };
    await expect(hashing.hash(world.files, world.pieces, thrower, calm())).rejects.toBe(reason);
  },
);

test.each([
  ['on threads', withWorkers],
  ['on the main thread', withoutWorkers],
])('a torrent is made of a folder, with progress, %s', async (_, hashing) => {
  const world = await makeWorld();
  const { signal } = new AbortController();
  const steps = [];
  const options = { path: world.root, name: 'share', isPrivate: false };
  for await (const step of createInfo(options, { hashing, signal })) steps.push(step);
  expect(steps[0]).toMatchObject({ kind: 'hashing', doneBytes: 0 });
  const made = steps.at(-1);
  // Of the same files, by hand: the same name for the same content, whichever way it was hashed.
  expect(made).toMatchObject({ kind: 'created', infoHash: expectedInfoHash() });
});

/** a, b/c and z behind each other in pieces of 64 KiB. */
function expectedInfoHash(): string {
  const parts = [
    { path: ['a'], bytes: Buffer.alloc(20 * mib + 5, '0 is not ') },
    { path: ['b', 'c'], bytes: Buffer.alloc(27 * mib, '2 is not ') },
    { path: ['z'], bytes: Buffer.alloc(100, '3 is not ') },
  ];
  const whole = Buffer.concat(parts.map(({ bytes }) => bytes));
  const digests: Buffer[] = [];
  for (let at = 0; at < whole.length; at += 64 * 1024)
    digests.push(hash('sha1', whole.subarray(at, at + 64 * 1024), 'buffer'));
  const text = (value: string) => `${value.length}:${value}`;
  const files = parts
    .map(({ path, bytes }) => `d6:lengthi${bytes.length}e4:pathl${path.map(text).join('')}ee`)
    .join('');
  const head = Buffer.from(
    `d5:filesl${files}e4:name5:share12:piece lengthi65536e6:pieces${digests.length * 20}:`,
  );
  return hash('sha1', Buffer.concat([head, ...digests, Buffer.from('e')]));
}

test('a file that is written to while a torrent is made of it is not shared', async () => {
  const world = await makeWorld();
  const { signal } = new AbortController();
  const options = { path: join(world.root, 'a'), name: 'a', isPrivate: false };
  const making = (async () => {
    for await (const step of createInfo(options, { hashing: withWorkers, signal }))
      if (step.kind === 'hashing') await writeFile(join(world.root, 'a'), 'shorter');
  })();
  await expect(making).rejects.toThrow('changed while it was being read');
});

test('after an abort nothing more is heard, and the threads take the next job', async () => {
  const world = await makeWorld();
  const controller = new AbortController();
  let isOver = false;
  let heardLate = false;
  const onPiece = () => {
    heardLate ||= isOver;
    controller.abort(new Error('stopped'));
  };
  const how = { priority: 'normal' as const, signal: controller.signal };
  await expect(withWorkers.hash(world.files, world.pieces, onPiece, how)).rejects.toThrow('stopped');
  isOver = true;
  const found = new Set<number>();
  const again = { priority: 'normal' as const, signal: new AbortController().signal };
  await withWorkers.hash(world.files, world.pieces, (piece) => found.add(piece), again);
  expect(found.size).toBe(world.pieces.length);
  expect(heardLate).toBe(false);
});
