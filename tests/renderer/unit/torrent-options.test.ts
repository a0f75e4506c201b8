import { describe, expect, test } from 'vitest';
import { parseLimit } from '../../../src/renderer/ui/limit-text.ts';
import { changesOf, draftOf } from '../../../src/renderer/features/transfers/options/option-draft.ts';
import { priorityOf, stepped, wantedIn } from '../../../src/renderer/ui/file-tree/priorities.ts';
import { buildTree } from '../../../src/renderer/ui/file-tree/tree.ts';
import { exampleTorrent } from '../../support/in-memory-core-examples.ts';

describe('a limit', () => {
  test.each([
    ['', null],
    [' 500 ', 500_000],
    ['1,5', 1_500],
    ['0', undefined],
    ['0.0001', undefined],
    ['1e3', undefined],
    ['fast', undefined],
  ])('%j means %j bytes per second', (text, bps) => {
    expect(parseLimit(text)).toBe(bps);
  });

  test('is sent only when it was changed, also to none', () => {
    const before = draftOf([exampleTorrent(1, { downloadLimitBps: 500_000 }), exampleTorrent(2)]);
    expect(changesOf(before, before)).toEqual({});
    expect(changesOf(before, { ...before, downloadLimit: '', firstLastFirst: false })).toEqual({
      downloadLimitBps: null,
      firstLastFirst: false,
    });
  });
});

describe('how soon a folder comes', () => {
  const files = ['a/1', 'a/2', 'b/3'].map((path, index) => ({ index, path, sizeBytes: 1 }));
  const [a, b] = buildTree(files);
  if (a === undefined || b === undefined) throw new Error('two folders');

  test('is what its wanted files have in common', () => {
    const priorities = new Map([
      [0, 'high'],
      [2, 'low'],
    ] as const);
    expect([priorityOf(a, priorities), priorityOf(b, priorities)]).toEqual(['high', 'low']);
    expect(wantedIn(a, priorities)).toEqual([0]);
    expect(priorityOf(a, new Map([...priorities, [1, 'low']]))).toBe('mixed');
    expect(priorityOf(b, new Map())).toBeUndefined();
  });

  test('moves by steps that end', () => {
    expect(['low', 'normal', 'high', 'mixed'].map((from) => stepped(from as 'low', 1))).toEqual([
      'normal',
      'high',
      undefined,
      'high',
    ]);
    expect(stepped('low', -1)).toBeUndefined();
    expect(stepped(undefined, 1)).toBeUndefined();
  });
});
