import { copyFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { differences } from '../support/payload.ts';
import { describeWith } from '../support/tools.ts';
import { seedingFromDisk } from './disk-worlds.ts';

describeWith(['loop devices (root)'], 'in the middle of seeding', () => {
  test('a disk that becomes full is no trouble', async () => {
    await using world = await seedingFromDisk();
    const { disk, warren, id, made, downloaded } = world;

    await writeFile(join(disk.path, 'other'), Buffer.alloc(40_000_000, 1)).catch(() => undefined);

    await world.leecherFinishes();
    expect(await warren.json('show', id)).toMatchObject({ state: 'seeding' });
    expect(await differences(made, downloaded)).toEqual([]);
  });

  test('a disk that becomes read-only is no trouble', async () => {
    await using world = await seedingFromDisk();
    const { disk, warren, id, made, downloaded } = world;

    await disk.makeReadOnly();

    await world.leecherFinishes();
    expect(await warren.json('show', id)).toMatchObject({ state: 'seeding' });
    expect(await differences(made, downloaded)).toEqual([]);
  });

  test('a disk whose cable is cut stops it with words; plugged in again it goes on', async () => {
    await using world = await seedingFromDisk();
    const { disk, warren, leecher, id, made, downloaded } = world;

    await disk.tearOut();

    const stopped = await warren.reaches(id, 'missing', 'error');
    expect(stopped.reason).toMatch(/not .*there|not in|trouble|gone/u);
    expect(await leecher.json('show', id)).toMatchObject({ state: 'downloading' });
    await disk.plugIn();
    await warren.json('resume', id);
    await warren.reaches(id, 'seeding');
    await world.leecherFinishes();
    expect(await differences(made, downloaded)).toEqual([]);
  });

  test.each([
    ['is deleted', (path: string) => rm(path)],
    ['is cut short', (path: string) => truncate(path, 5_000)],
  ])('a file that %s stops it with words, no wrong byte leaves, and put back it goes on', async (_, harm) => {
    await using world = await seedingFromDisk();
    const { at, warren, leecher, id, made, downloaded } = world;
    const file = join(made, 'one.flac');
    await copyFile(file, at('copy'));

    await harm(file);
    // Whether it is asked for just now or was all sent already: a recheck looks at it in any case.
    await warren.json('recheck', id).catch(() => undefined);

    const stopped = await warren.reaches(id, 'missing', 'error');
    expect(stopped.reason).toMatch(/one\.flac|album|changed|there/u);
    expect(await leecher.json('show', id)).toMatchObject({ state: 'downloading' });
    await copyFile(at('copy'), at('disk', 'new'));
    await rename(at('disk', 'new'), file);
    await warren.json('recheck', id);
    await warren.reaches(id, 'seeding');
    await world.leecherFinishes();
    expect(await differences(made, downloaded)).toEqual([]);
  });
});
