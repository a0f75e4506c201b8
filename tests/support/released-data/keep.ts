/*
 * `node tests/support/released-data/keep.ts`: makes a data directory with this Warren, a little of everything in it, and keeps
 * it as text in tests/released-data/<version>/. Run once for each release; what is kept there is never changed.
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startInstance } from '../instance.ts';
import { databases, databaseToSql } from './sql-text.ts';

const root = join(import.meta.dirname, '..', '..', '..');
/** Always the same, since paths are in the databases. */
const place = '/tmp/warren-released-data';
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };

await rm(place, { recursive: true, force: true });
const music = join(place, 'music');
await mkdir(join(music, 'Burrow'), { recursive: true });
for (const [number, title] of ['Down the hole', 'Many doors'].entries()) {
  const tags = { artist: 'The Diggers', album: 'Burrow', title, track: String(number + 1) };
  const metadata = Object.entries(tags).flatMap(([name, text]) => ['-metadata', `${name}=${text}`]);
  const tone = ['-f', 'lavfi', '-i', `sine=${220 * (number + 1)}:duration=1`];
  execFileSync('ffmpeg', ['-loglevel', 'error', ...tone, ...metadata, join(music, 'Burrow', `${title}.mp3`)]);
}
const dataDir = join(place, 'data');
{
  await using instance = await startInstance({
    dataDir,
    settings: { downloadFolder: join(place, 'downloads') },
  });
  const options = ['--interface', 'wg0', '--set', 'discovery.dht=false', '--even-if-missing'];
  await instance.json('profile', 'add', 'Through VPN only', ...options);
  // Nobody listens there; that it was asked is noted.
  await instance.json('share', join(music, 'Burrow'), '--tracker', 'http://127.0.0.1:9/announce');
  await instance.json('library', 'add', music, '--wait');
  const items = (await instance.call<{ rows: { id: string }[] }>('library.tracks', { limit: 1 })).rows.map(
    ({ id }) => id,
  );
  const { id } = await instance.call<{ id: string }>('library.createPlaylist', { name: 'For the night' });
  await instance.call('library.addToPlaylist', { id, items });
  await instance.call('exposure.ban', { address: '203.0.113.7' });
}
const kept = join(root, 'tests', 'released-data', version);
await mkdir(kept, { recursive: true });
for (const [name, file] of Object.entries(databases))
  await writeFile(join(kept, `${name}.sql`), databaseToSql(join(dataDir, file)));
await copyFile(join(dataDir, 'settings.json'), join(kept, 'settings.json'));
await rm(place, { recursive: true });
