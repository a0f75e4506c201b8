import { copyFile, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { differences } from '../support/payload.ts';
import { describeWith } from '../support/tools.ts';
import { album, albumBytes, downloadingOntoDisk, hasProgress } from './disk-worlds.ts';

/** What was on its way, or in open pieces, when the trouble came. */
const slackBytes = 4_000_000;

describeWith(['loop devices (root)'], 'in the middle of a download', () => {
  test('a disk that fails and becomes read-only stops it with words; mended, it loses nothing that had reached it', async () => {
    await using world = await downloadingOntoDisk();
    const { disk, warren, id, right, made } = world;
    await hasProgress(warren, id, 0.3);
    await disk.flush();
    const safe = await world.verifiedBytes();

    await disk.becomeFaulty();

    const stopped = await warren.reaches(id, 'error', 'missing');
    expect(stopped.reason).toMatch(/read-only|cannot be written|trouble/u);
    await disk.pullOut();
    await disk.plugIn();
    await world.finishes();
    expect(await differences(right, made)).toEqual([]);
    expect(await world.receivedBytes()).toBeLessThan(
      stopped.downloadedBytes + albumBytes - safe + slackBytes,
    );
  });

  test('a drive whose cable is cut stops it with words; what had not reached the drive is not believed, what had is not fetched again', async () => {
    await using world = await downloadingOntoDisk();
    const { disk, warren, id, right, made } = world;
    await hasProgress(warren, id, 0.3);
    await disk.flush();
    const safe = await world.verifiedBytes();
    await hasProgress(warren, id, 0.5);

    await disk.tearOut();

    const stopped = await warren.reaches(id, 'error', 'missing');
    expect(stopped.reason).toMatch(/not .*there|not in|trouble|gone/u);
    await disk.plugIn();
    await world.finishes();
    expect(await differences(right, made)).toEqual([]);
    expect(await world.receivedBytes()).toBeLessThan(
      stopped.downloadedBytes + albumBytes - safe + slackBytes,
    );
  });

  test('a file that somebody shortens stops it with words, and is made whole when asked', async () => {
    await using world = await downloadingOntoDisk();
    const { warren, id, right, made } = world;
    await hasProgress(warren, id, 0.3);

    await truncate(join(made, 'one.flac'), 100_000);

    const stopped = await warren.reaches(id, 'error');
    expect(stopped).toMatchObject({ reasonCode: 'files-changed' });
    expect(stopped.reason).toMatch(/changed .*one\.flac/u);
    await world.finishes();
    expect(await differences(right, made)).toEqual([]);
    expect(await world.receivedBytes()).toBeLessThan(albumBytes + album['one.flac'] + slackBytes);
  });

  test('a file that somebody deletes stops it with words, is not made anew unasked, and is fetched after a recheck', async () => {
    await using world = await downloadingOntoDisk();
    const { warren, id, right, made } = world;
    await hasProgress(warren, id, 0.3);

    await rm(join(made, 'one.flac'));

    const stopped = await warren.reaches(id, 'missing');
    expect(stopped.reason).toMatch(/one\.flac is not there/u);
    await warren.json('resume', id);
    expect((await warren.reaches(id, 'missing')).reason).toMatch(/one\.flac/u);
    await warren.json('recheck', id);
    await warren.reaches(id, 'downloading');
    await world.finishes();
    expect(await differences(right, made)).toEqual([]);
    expect(await world.receivedBytes()).toBeLessThan(albumBytes + album['one.flac'] + slackBytes);
  });

  test('a file that is put away and put back is taken as it is: nothing is fetched again', async () => {
    await using world = await downloadingOntoDisk();
    const { at, warren, id, right, made } = world;
    await hasProgress(warren, id, 0.3);

    await copyFile(join(made, 'one.flac'), at('disk', 'copy'));
    await rm(join(made, 'one.flac'));

    await warren.reaches(id, 'missing');
    await rename(at('disk', 'copy'), join(made, 'one.flac'));
    await world.finishes();
    expect(await differences(right, made)).toEqual([]);
    // Copied while it was written: what came in that moment is not in the copy.
    expect(await world.receivedBytes()).toBeLessThan(albumBytes + slackBytes);
  });

  test("somebody's own file under the name of one that is being downloaded is not written over until that is allowed", async () => {
    await using world = await downloadingOntoDisk();
    const { at, warren, id, right, made } = world;
    await hasProgress(warren, id, 0.3);
    const diary = Buffer.alloc(11_000_000, 'Dear diary. ');
    await writeFile(at('disk', 'diary'), diary);

    await rename(at('disk', 'diary'), join(made, 'one.flac'));

    const stopped = await warren.reaches(id, 'error');
    expect(stopped).toMatchObject({ reasonCode: 'files-changed' });
    expect(stopped.reason).toMatch(/changed .*one\.flac/u);
    expect((await readFile(join(made, 'one.flac'))).equals(diary)).toBe(true);

    // Nobody is asked at a restart: then too it is neither taken for what was verified nor written over.
    await world.restart();
    await world.warren.reaches(id, 'error');
    expect((await readFile(join(made, 'one.flac'))).equals(diary)).toBe(true);
    await expect(world.warren.json('show', id)).resolves.toMatchObject({ reasonCode: 'files-changed' });
    // The user's word.
    await world.finishes();
    expect(await differences(right, made)).toEqual([]);
  });
});
