import { chmod, link, mkdir, symlink } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeScanWorld, song, type ScanWorld } from './scan-world.ts';

let world: ScanWorld;
beforeEach(async () => {
  world = await makeScanWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

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
  expect(world.paths()).toEqual(['song.wav']);
});

test('names that differ only in their letters or the way of their accents are different files', async () => {
  const [composed, decomposed] = ['\u00e9.wav', 'e\u0301.wav'];
  for (const name of ['a.wav', 'A.wav', composed, decomposed]) await world.put(name, song(name));
  await world.scan();
  expect(world.paths()).toEqual(['A.wav', 'a.wav', decomposed, composed].sort());
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
