import { describe, expect, test } from 'vitest';
import {
  buildTree,
  choiceOf,
  openRows,
  parentRow,
  progressOf,
  toggled,
} from '../../../src/renderer/ui/file-tree/tree.ts';

const files = [
  { index: 0, path: 'Album/Disc 10/a.flac', sizeBytes: 10, progress: 1 },
  { index: 1, path: 'Album/Disc 2/b.flac', sizeBytes: 30, progress: 0 },
  { index: 2, path: 'Album/cover.jpg', sizeBytes: 5, progress: 1 },
];
const namesOf = (closed: readonly string[] = []) =>
  openRows(buildTree(files), new Set(closed)).map(
    ({ node, level }) => `${'  '.repeat(level - 1)}${node.name}`,
  );

function folderNamed(name: string) {
  const row = openRows(buildTree(files), new Set()).find(({ node }) => node.name === name);
  if (row === undefined) throw new Error(`no ${name}`);
  return row.node;
}

describe('files as a tree', () => {
  test('have folders before files, in the order a person would count them', () => {
    expect(namesOf()).toEqual(['Album', '  Disc 2', '    b.flac', '  Disc 10', '    a.flac', '  cover.jpg']);
  });

  test('hide what is in a closed folder', () => {
    expect(namesOf(['Album/Disc 2'])).toEqual([
      'Album',
      '  Disc 2',
      '  Disc 10',
      '    a.flac',
      '  cover.jpg',
    ]);
    expect(namesOf(['Album'])).toEqual(['Album']);
  });

  test('are chosen in part when some of a folder is', () => {
    expect(choiceOf(folderNamed('Album'), new Set([1]))).toBe('some');
    expect(choiceOf(folderNamed('Album'), new Set([0, 1, 2]))).toBe('all');
    expect(choiceOf(folderNamed('Album'), new Set())).toBe('none');
  });

  test('become all chosen when a folder that is chosen in part is ticked, and none after that', () => {
    const all = toggled(folderNamed('Album'), new Set([1]));
    expect([...all].sort()).toEqual([0, 1, 2]);
    expect([...toggled(folderNamed('Album'), all)]).toEqual([]);
  });

  test('add up their sizes and what is here of them', () => {
    const album = folderNamed('Album');
    expect(album.sizeBytes).toBe(45);
    expect(progressOf(album)).toBeCloseTo(15 / 45);
  });

  test('know which folder they are in', () => {
    const rows = openRows(buildTree(files), new Set());
    expect(parentRow(rows, 2)).toBe(1);
    expect(parentRow(rows, 5)).toBe(0);
    expect(parentRow(rows, 0)).toBe(-1);
  });

  test('are built from thousands without waiting', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      index,
      path: `a/${index % 50}/${index}`,
      sizeBytes: 1,
    }));
    expect(openRows(buildTree(many), new Set())).toHaveLength(5051);
  });
});
