import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chosenFiles } from '../../../src/main/engine/content/chosen-files.ts';
import { walk } from '../../../src/main/engine/content/walk.ts';
import { writePayload } from '../../support/payload.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const sizes = { 'b/2': 3, 'b/1': 2, a: 1, 'b.txt': 4, 'b/sub/x': 5 };

test('chosen files come in the order of a walk, each once', async () => {
  await using folder = await makeTempFolder();
  await writePayload(folder.path, sizes);
  const all = Object.keys(sizes).map((path) => path.split('/'));
  expect(await chosenFiles(folder.path, [...all, ['a']])).toEqual(await walk(folder.path));
  expect((await chosenFiles(folder.path, [['b', '2'], ['a']])).map(({ path }) => path)).toEqual([
    ['a'],
    ['b', '2'],
  ]);
});

test('what is not there, is a folder or is reached by a link is refused', async () => {
  await using folder = await makeTempFolder();
  const shared = join(folder.path, 'shared');
  await writePayload(folder.path, { 'secret/key': 9, 'shared/a': 1, 'shared/d/e': 1 });
  await symlink(join(folder.path, 'secret'), join(shared, 'out'));
  await symlink(join(folder.path, 'secret', 'key'), join(shared, 'key'));
  await expect(chosenFiles(shared, [['gone']])).rejects.toMatchObject({ reason: 'files-missing' });
  for (const path of [['d'], ['out', 'key'], ['key'], ['..', 'secret', 'key']])
    await expect(chosenFiles(shared, [path])).rejects.toMatchObject({ reason: 'not-readable' });
});
