import { expect, test } from 'vitest';
import { stoppedShares, type FileNow } from '../../../../src/shared/domain/library/stopped-share.ts';

const look = (is: FileNow['look'], wrong: FileNow['wrong'] = 'nothing'): FileNow => ({ look: is, wrong });
const asItWas = look('same');

test.each([
  ['is changed', look('changed'), 'broken'],
  ['is gone', look('gone'), 'broken'],
  ['looks the same and was found to be wrong', look('same', 'inside'), 'broken'],
  ['lies on a drive that is not there', look('away'), 'away'],
  ['cannot be read', look('unreadable'), 'stopped'],
  ['is as it was', asItWas, 'stopped'],
  ['was not there when it was looked at last', look('back'), 'stopped'],
] as const)('a file that %s is told of, and the others are only not shared now', (_, file, state) => {
  for (const reason of ['files-missing', 'failed'] as const)
    expect(stoppedShares(reason, [asItWas, file, asItWas])).toEqual(['stopped', state, 'stopped']);
});

test('where a file was changed and it cannot be told which, each that may be it is told of', () => {
  expect(stoppedShares('files-changed', [asItWas, look('same', 'at-edge'), look('same', 'at-edge')])).toEqual(
    ['stopped', 'broken', 'broken'],
  );
  expect(stoppedShares('files-changed', [asItWas, look('unreadable'), asItWas])).toEqual([
    'broken',
    'stopped',
    'broken',
  ]);
  expect(stoppedShares('files-changed', [look('back'), look('back')])).toEqual(['stopped', 'stopped']);
  // One that is known to be changed, or a drive that is away, says enough.
  expect(stoppedShares('files-changed', [look('changed'), asItWas])).toEqual(['broken', 'stopped']);
  expect(stoppedShares('files-changed', [look('away'), asItWas])).toEqual(['away', 'stopped']);
});

test('what another reason stopped is not broken', () => {
  for (const reason of ['folder-missing', 'disk-full', 'not-readable', 'failed', undefined] as const)
    expect(stoppedShares(reason, [asItWas, asItWas])).toEqual(['stopped', 'stopped']);
});
