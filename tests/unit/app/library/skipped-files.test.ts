import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeWav } from '../../../support/sound-files.ts';
import { makeScanWorld } from './scan-world.ts';

test('a file that is not whole yet is as good as not there, and is found once it is', async () => {
  await using world = await makeScanWorld();
  await world.put('album/1.wav', makeWav({ INAM: 'One' }));
  await world.put('album/2.wav', makeWav({ INAM: 'Two' }).subarray(0, 60));
  const found = () => world.store.kept.rows.map(({ path }) => path).sort();
  await world.scan({}, { skipped: [join(world.root, 'album', '2.wav')] });
  expect(found()).toEqual(['album/1.wav']);

  await world.put('album/2.wav', makeWav({ INAM: 'Two' }));
  await world.scan();
  expect(found()).toEqual(['album/1.wav', 'album/2.wav']);
  expect(world.store.kept.rows.map(({ problem }) => problem)).toEqual([null, null]);
});
