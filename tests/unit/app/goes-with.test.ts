import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { goesWith } from '../../../src/main/app/library/goes-with.ts';
import { writePayload } from '../../support/payload.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

async function besides(sizes: Record<string, number>, chosen: readonly string[]) {
  await using folder = await makeTempFolder();
  await writePayload(folder.path, sizes);
  await symlink(join(folder.path, 'private.txt'), join(folder.path, 'Film.de.srt'));
  const files = chosen.map((path) => ({ path: join(folder.path, path), sizeBytes: 1 }));
  return (await goesWith(files)).map(({ path }) => path.slice(folder.path.length + 1)).sort();
}

test('the cover goes with an album, also when its discs have folders of their own', async () => {
  const sizes = { 'A/cover.jpg': 9, 'A/CD 1/1.flac': 1, 'A/diary.txt': 1, 'A/scan.jpg': 1 };
  expect(await besides(sizes, ['A/CD 1/1.flac'])).toEqual(['A/cover.jpg']);
});

test('subtitles go with their film, others do not, and links never do', async () => {
  const sizes = { 'Film.mkv': 1, 'Film.en.srt': 2, 'Other.srt': 2, 'private.txt': 3 };
  expect(await besides(sizes, ['Film.mkv'])).toEqual(['Film.en.srt']);
});
