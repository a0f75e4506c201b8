import { expect, test } from 'vitest';
import { chooseFile } from '../../../src/main/cli/choose-file.ts';

const files = ['show/one.mkv', 'show/two.mkv', 'show/notes/one.txt'].map((path, index) => ({
  index: index + 3,
  path,
  sizeBytes: 1,
  progress: 0,
  isWanted: true,
  priority: 'normal' as const,
}));

test('a file is meant by its number, its path or the end of its path', () => {
  expect(chooseFile(files, '4')).toBe(4);
  expect(chooseFile(files, 'show/one.mkv')).toBe(3);
  expect(chooseFile(files, 'two.mkv')).toBe(4);
});

test('what fits nothing or several is said', () => {
  expect(() => chooseFile(files, 'three.mkv')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  expect(() => chooseFile(files, '.mkv')).toThrow(expect.objectContaining({ code: 'ambiguous-id' }));
});
