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
])('%j is read as a desktop start', (args, dataDir, toOpen) => {
  expect(parseCommandLine(args)).toEqual({ dataDir, toOpen, isHidden: false });
});

test('a start at login says that it wants no window', () => {
  expect(parseCommandLine(['--hidden', '--data-dir', '/d'])).toEqual({
    dataDir: '/d',
    toOpen: [],
    isHidden: true,
  });
});
