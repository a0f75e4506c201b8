import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../src/main/desktop/command-line.ts';

test.each<[string[], string | undefined, string[]]>([
  [[], undefined, []],
  [['--data-dir', '/d', 'magnet:?xt=1'], '/d', ['magnet:?xt=1']],
  [['--data-dir=/d=e', '/a/b.torrent'], '/d=e', ['/a/b.torrent']],
  [
    ['.', '--port', '0', '--json', 'MAGNET:?x', 'B.TORRENT', 'song.mp3'],
    undefined,
    ['MAGNET:?x', 'B.TORRENT'],
  ],
  [
    ['--no-sandbox', '--inspect=0', '--lang=de', 'file:///a.torrent', '--data-dir'],
    undefined,
    ['file:///a.torrent'],
  ],
  [['--evil.torrent', '-x.torrent'], undefined, []],
  // As a dock, an explorer and a file manager hand over what was dropped on the icon.
  [['--flag', '/home/mara/Album', 'album'], undefined, ['/home/mara/Album']],
  [['C:\\Music\\a.flac', 'D:', '\\\\nas\\a'], undefined, ['C:\\Music\\a.flac', '\\\\nas\\a']],
  [['file:///home/mara/a%20b'], undefined, ['file:///home/mara/a%20b']],
  // What follows two dashes is never an option.
  [['--', '--data-dir=/evil', 'magnet:?xt=2'], undefined, ['magnet:?xt=2']],
])('%j is read as a desktop start', (args, dataDir, toOpen) => {
  expect(parseCommandLine(args, { isPackaged: true })).toEqual({
    dataDir,
    toOpen,
    isHidden: false,
    wish: undefined,
  });
});

test('a start at login says that it wants no window', () => {
  expect(parseCommandLine(['--hidden', '--data-dir', '/d'], { isPackaged: true })).toMatchObject({
    dataDir: '/d',
    toOpen: [],
    isHidden: true,
  });
});

test('where Warren itself lies is nothing to open', () => {
  const args = ['--inspect=0', '/opt/warren', '/home/mara/Album'];
  expect(parseCommandLine(args, { isPackaged: false }).toOpen).toEqual(['/home/mara/Album']);
});

test.each([
  [['--do', 'pause-all'], 'pause-all'],
  [['--do=add-link'], 'add-link'],
  [['--do', 'format-disk'], undefined],
  [['--do'], undefined],
])('%j wishes for %s', (args, wish) => {
  expect(parseCommandLine(args, { isPackaged: true }).wish).toBe(wish);
});
