import { rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { differences } from '../support/payload.ts';
import { describeWith } from '../support/tools.ts';
import { downloadingOntoDisk, hasProgress } from './disk-worlds.ts';

describeWith(['loop devices (root)'], 'in the middle of a download', () => {
  test('a disk that fails and becomes read-only stops it with words; mended, it loses nothing that had reached it', async () => {
    await using world = await downloadingOntoDisk();
    const { disk, warren, id, right, made } = world;
    await hasProgress(warren, id);
    await disk.flush();

    await disk.becomeFaulty();

    const stopped = await warren.reaches(id, 'error', 'missing');
    expect(stopped.reason).toMatch(/read-only|cannot be written|trouble/u);
    await disk.pullOut();
    await disk.plugIn();
    const back = await world.finishes();
    expect(back.progress).toBeGreaterThan(0);
    expect(await differences(right, made)).toEqual([]);
  });

  test('a disk whose cable is cut stops it with words; plugged in again it loses nothing', async () => {
    await using world = await downloadingOntoDisk();
    const { disk, warren, id, right, made } = world;
    await hasProgress(warren, id);

    await disk.tearOut();

    const stopped = await warren.reaches(id, 'error', 'missing');
    expect(stopped.reason).toMatch(/not .*there|not in|trouble|gone/u);
    await disk.plugIn();
    const back = await world.finishes();
    expect(back.progress).toBeGreaterThan(0);
    expect(await differences(right, made)).toEqual([]);
  });

  test('a file that somebody shortens is made whole again', async () => {
    await using world = await downloadingOntoDisk();
    const { warren, id, right, made } = world;
    await hasProgress(warren, id, 0.3);

    await truncate(join(made, 'one.flac'), 100_000);

    await mendedByRecheck(world);
    expect(await differences(right, made)).toEqual([]);
  });

  test('a file that somebody deletes is made whole again', async () => {
    await using world = await downloadingOntoDisk();
    const { warren, id, right, made } = world;
    await hasProgress(warren, id, 0.3);

    await rm(join(made, 'one.flac'));

    await mendedByRecheck(world);
    expect(await differences(right, made)).toEqual([]);
  });
});

/** It may have gone on, finished, or stopped: what a recheck finds missing is fetched, the rest is kept. */
async function mendedByRecheck({
  warren,
  id,
  finishes,
}: Awaited<ReturnType<typeof downloadingOntoDisk>>): Promise<void> {
  await warren.call('torrents.recheck', { ids: [id] });
  await warren.reaches(id, 'downloading', 'seeding', 'missing', 'error');
  await finishes();
}
