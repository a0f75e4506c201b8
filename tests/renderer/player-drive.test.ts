import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callsOf, describePage } from '../support/chromium-suite.ts';
import { makeMedia, type MadeMedia } from '../support/made-media.ts';
import { bar, play, position, putTracks, putVideo, seek } from '../support/play-in-page.ts';
import { makeSmallDisk } from '../support/small-disk.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** A file on a drive of its own, of which nothing is in memory any more. */
async function onDrive(folder: string, name: MadeMedia, seconds: number) {
  const disk = await makeSmallDisk(folder, 90_000_000);
  const made = await makeMedia(folder, name, { seconds });
  const path = join(disk.path, 'Library', name);
  await mkdir(join(disk.path, 'Library'));
  await copyFile(made, path);
  await disk.flush();
  await disk.pullOut();
  await disk.plugIn();
  return { disk, path, [Symbol.asyncDispose]: () => disk[Symbol.asyncDispose]() };
}

/** What the browser itself says of a file that could not be read further. */
const tolerates = /Failed to load resource|net::ERR/u;

describeWith(
  ['ffmpeg', 'loop devices (root)'],
  'a drive that is pulled out while something of it plays',
  () => {
    describePage('the player', (open) => {
      test.each<[MadeMedia, number]>([
        ['song.wav', 600],
        ['heavy.mkv', 20],
      ])('%s: says so, waits, and goes on where it was when the drive is back', async (name, seconds) => {
        await using folder = await makeTempFolder();
        await using drive = await onDrive(folder.path, name, seconds);
        const { disk, path } = drive;
        const { page, world } = await open({
          tolerates,
          prepare: (prepared) =>
            name === 'song.wav' ? putTracks(prepared, [{ path }, { path }]) : putVideo(prepared, { path }),
        });
        await play(page, name === 'song.wav' ? ['track-1', 'track-2'] : ['video-1']);
        await until(async () => (await position(page)) > 0.3, { what: 'it plays' });
        await disk.tearOut();
        const far = seconds * 0.9;
        await seek(page, far);
        await bar(page).getByText('The drive with this file is not there.').waitFor({ timeout: 120_000 });
        await disk.plugIn();
        await until(async () => (await bar(page).getByText('The drive with this file').count()) === 0, {
          what: 'it is said no more',
        });
        await until(async () => (await position(page)) > far + 0.2, { what: 'it plays on from there' });
        expect(callsOf(world, 'player.open').at(-1)).toMatchObject({
          id: name === 'song.wav' ? 'track-1' : 'video-1',
        });
      });

      test('what is chosen while its drive is away begins when it is back', async () => {
        await using folder = await makeTempFolder();
        await using drive = await onDrive(folder.path, 'song.flac', 30);
        const { disk, path } = drive;
        await disk.pullOut();
        const { page } = await open({ prepare: (prepared) => putTracks(prepared, [{ path }]) });
        await play(page, ['track-1']);
        await bar(page).getByText('The drive with this file is not there.').waitFor();
        await disk.plugIn();
        await until(async () => (await position(page)) > 0.3, { what: 'it plays' });
      });
    });
  },
);
