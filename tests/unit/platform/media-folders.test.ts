import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findMediaFolders } from '../../../src/main/platform/media-folders.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const home = '/home/mara';

/** What is found where a desktop has written `text`. */
async function found(text: string): Promise<string[]> {
  await using folder = await makeTempFolder();
  await mkdir(join(folder.path, 'config'));
  await writeFile(join(folder.path, 'config', 'user-dirs.dirs'), text);
  const env = { XDG_CONFIG_HOME: join(folder.path, 'config') };
  return findMediaFolders({ env, platform: 'linux', home }).map(({ path }) => path);
}

test('the desktop says where they are, in the language of the person', async () => {
  const text =
    '# a comment\nXDG_DESKTOP_DIR="$HOME/Schreibtisch"\nXDG_MUSIC_DIR="$HOME/Musik"\nXDG_VIDEOS_DIR="/media/big/V\\"1\\""\n';
  expect(await found(text)).toEqual(['/home/mara/Musik', '/media/big/V"1"']);
});

test('one that a desktop does not have is the home folder itself', async () => {
  expect(await found('XDG_MUSIC_DIR="$HOME/"\n')).toEqual(['/home/mara', '/home/mara/Videos']);
});

test.each([
  '#XDG_MUSIC_DIR="/evil"',
  'XDG_MUSIC_DIR="music"',
  'XDG_MUSIC_DIR=$HOME/x',
  'XDG_MUSIC_DIR="$HOMEx"',
  '',
])('%j says nothing', async (text) => {
  expect(await found(text)).toEqual(['/home/mara/Music', '/home/mara/Videos']);
});

test('a Mac calls its videos films', () => {
  expect(findMediaFolders({ env: {}, platform: 'darwin', home })).toEqual([
    { kind: 'music', path: '/home/mara/Music' },
    { kind: 'videos', path: '/home/mara/Movies' },
  ]);
});
