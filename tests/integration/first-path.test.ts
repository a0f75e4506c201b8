import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

test('what one Warren shares another downloads by its magnet link, byte for byte', async () => {
  await using folder = await makeTempFolder();
  const source = join(folder.path, 'album');
  await mkdir(source);
  const song = randomBytes(3_000_000);
  await writeFile(join(source, 'Žluťoučký kůň.flac'), song);
  await writeFile(join(source, 'cover.jpg'), randomBytes(20_000));
  await using seeder = await startInstance({ dataDir: join(folder.path, 'seeder') });
  await using leecher = await startInstance({ dataDir: join(folder.path, 'leecher') });
  await seeder.listenPort();

  const shared = await seeder.json<{ id: string; magnet: string }>('share', source);
  const peer = `127.0.0.1:${await seeder.listenPort()}`;
  const target = join(folder.path, 'downloads');
  await leecher.json('add', shared.magnet, '--to', target, '--peer', peer);
  const torrent = await leecher.reaches(shared.id, 'seeding');

  expect(torrent).toMatchObject({ name: 'album', progress: 1, downloadedBytes: 3_020_000, savePath: target });
  expect(song.equals(await readFile(join(target, 'album', 'Žluťoučký kůň.flac')))).toBe(true);
});
