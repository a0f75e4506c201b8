import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MetainfoError, parseMetainfo } from '../../../src/shared/domain/metainfo.ts';
import { describeWith } from '../../support/tools.ts';

const corpora = process.env.WARREN_CORPORA ?? '';
const libtorrent = join(corpora, 'libtorrent');

interface Expected {
  readonly accept: readonly string[];
  readonly reject: Readonly<Record<string, string>>;
}

describeWith(['test data (WARREN_CORPORA)'], 'the torrents of libtorrent', () => {
  const folder = join(libtorrent, 'test/test_torrents');
  const expected = JSON.parse(readFileSync(join(libtorrent, 'expected.json'), 'utf8')) as Expected;

  test.each(expected.accept)('%s is accepted, or refused as v2 only', (name) => {
    const bytes = readFileSync(join(folder, name));
    try {
      const { files, sizeBytes } = parseMetainfo(bytes, { windows: false });
      expect(sizeBytes).toBeGreaterThan(0);
      expectSafe(files.map(({ path }) => path));
    } catch (error) {
      expect(error).toBeInstanceOf(MetainfoError);
      expect((error as MetainfoError).fault).toBe('v2-only');
      expect(bytes.includes('6:pieces')).toBe(false);
    }
  });

  test.each(Object.entries(expected.reject))('%s is refused (there: %s)', (name) => {
    expect(() => parseMetainfo(readFileSync(join(folder, name)), { windows: false })).toThrow(MetainfoError);
  });

  test('every other file of the corpora is read or refused with a fault, and no path is unsafe', () => {
    const others = readdirSync(corpora, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.torrent'),
    );
    for (const name of others) {
      try {
        const { files } = parseMetainfo(readFileSync(join(corpora, name)), { windows: true });
        expectSafe(files.map(({ path }) => path));
      } catch (error) {
        expect(error, name).toBeInstanceOf(MetainfoError);
      }
    }
    expect(others.length).toBeGreaterThan(120);
  });
});

function expectSafe(paths: readonly (readonly string[])[]): void {
  for (const path of paths) {
    expect(path.length).toBeGreaterThan(0);
    for (const name of path) {
      expect(name).not.toMatch(/[/\\\0]/u);
      expect(['', '.', '..']).not.toContain(name);
    }
  }
  const folded = paths.map((path) => path.join('/').toLowerCase());
  expect(new Set(folded).size).toBe(folded.length);
}
