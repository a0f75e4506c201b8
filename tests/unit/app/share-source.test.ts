import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareSourceOf } from '../../../src/main/app/library/share-source.ts';

const file = (path: string, sizeBytes = 1) => ({ path, sizeBytes });

test('an album is shared from its folder, without what else lies there', () => {
  expect(shareSourceOf([file('/m/A/B/2.flac', 20), file('/m/A/B/1.flac', 10)], 'B')).toEqual({
    name: 'B',
    folder: '/m/A/B',
    files: ['1.flac', '2.flac'],
    sizeBytes: 30,
  });
});

test('tracks of several albums are shared from the folder above them', () => {
  const source = shareSourceOf([file('/m/A/one/1.mp3'), file('/m/A/two/1.mp3'), file('/m/B/x.mp3')], null);
  expect(source).toMatchObject({ name: 'm', folder: '/m', files: ['A/one/1.mp3', 'A/two/1.mp3', 'B/x.mp3'] });
});

test('a folder whose name begins like another one is not the same', () => {
  expect(shareSourceOf([file('/m/AB/1'), file('/m/A/2')], null).folder).toBe('/m');
});

test('what only a whole disk holds is refused, and so is nothing', () => {
  expect(() => shareSourceOf([file('/a/1'), file('/b/2')], null)).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  );
  expect(() => shareSourceOf([], null)).toThrow(expect.objectContaining({ code: 'not-found' }));
});

test('the folder and each name make the path again, whatever the paths', () => {
  const name = fc.stringMatching(/^[a-c ]{1,2}$/u);
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `/top/${names.join('/')}`);
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 6 }), (paths) => {
      // A name that is a file once and a folder another time cannot be.
      fc.pre(paths.every((one) => paths.every((other) => one === other || !other.startsWith(`${one}/`))));
      const { folder, files } = shareSourceOf(
        paths.map((one) => file(one)),
        null,
      );
      expect(files.map((one) => `${folder}/${one}`).sort()).toEqual([...new Set(paths)].sort());
    }),
  );
});
