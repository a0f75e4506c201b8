import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { makeSmallDisk } from '../support/small-disk.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';

describeWith(['loop devices (root)'], 'files that cannot be deleted', () => {
  test('stay in the list and go on being seeded', async () => {
    await using temp = await makeTempFolder();
    const source = join(temp.path, 'Album');
    await writePayload(source, { 'song.flac': 400_000 });
    await using seeder = await startInstance({ dataDir: join(temp.path, 'seeder') });
    const peer = `127.0.0.1:${await seeder.listenPort()}`;
    const { torrentFile } = await seeder.json<{ torrentFile: string }>('share', source);
    await using disk = await makeSmallDisk(join(temp.path, 'drive'), 16 * 1024 * 1024);
    await using warren = await startInstance({
      dataDir: join(temp.path, 'data'),
      settings: { downloadFolder: disk.path },
    });
    const { id } = await warren.json('add', torrentFile, '--peer', peer);
    await warren.reaches(id, 'seeding');
    await disk.flush();
    await disk.becomeFaulty();
    await expect(warren.call('torrents.remove', { ids: [id], deleteFiles: true })).rejects.toMatchObject({
      code: 'not-writable',
    });
    await warren.reaches(id, 'seeding');
    // Its engine has it again: it takes orders.
    await warren.json('add-peer', id, peer);
    await warren.stop();
  });
});
