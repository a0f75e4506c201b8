import Sqlite from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProfileStatus } from '../../src/shared/contract/network.ts';
import { failedStart } from '../support/failed-start.ts';
import { startInstance } from '../support/instance.ts';
import { databaseFromSql, databases } from '../support/released-data/sql-text.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/*
 * The data directory of every version that was released, kept as text in tests/released-data (how: tests/support/released-data),
 * opens in this one with everything in it; that of a newer one is refused with words.
 */

const released = join(import.meta.dirname, '..', 'released-data');
const versions = readdirSync(released);

/** As that version left it. */
async function layOut(version: string, dataDir: string): Promise<void> {
  await mkdir(dataDir);
  await copyFile(join(released, version, 'settings.json'), join(dataDir, 'settings.json'));
  for (const [name, file] of Object.entries(databases))
    databaseFromSql(join(dataDir, file), await readFile(join(released, version, `${name}.sql`), 'utf8'));
}

/** Every file of a data directory that holds something of the user's. Companions of a database come and go with a look at it. */
async function contentsOf(dataDir: string): Promise<Record<string, string>> {
  const names = ['settings.json', ...Object.values(databases)];
  const read = async (name: string) => {
    const bytes = await readFile(join(dataDir, name));
    return [name, createHash('sha256').update(bytes).digest('hex')] as const;
  };
  return Object.fromEntries(await Promise.all(names.map(read)));
}

/** Of each of them: it says that a newer Warren wrote it. */
const makeNewer: Readonly<Record<string, (dataDir: string) => Promise<void> | void>> = {
  'settings.json': (dataDir) => writeFile(join(dataDir, 'settings.json'), '{"version":2,"profiles":{}}'),
  ...Object.fromEntries(
    Object.values(databases).map((file) => [
      file,
      (dataDir: string) => {
        const db = new Sqlite(join(dataDir, file));
        db.pragma('user_version = 4711');
        db.close();
      },
    ]),
  ),
};

test('there is one to try', () => {
  expect(versions).toContain('0.1.0');
});

describe.for(versions)('the data directory of %s', (version) => {
  test('opens, with all that is in it', async () => {
    await using folder = await makeTempFolder();
    const dataDir = join(folder.path, 'data');
    await layOut(version, dataDir);
    await using instance = await startInstance({ dataDir });

    const profiles = await instance.json<ProfileStatus[]>('profile', 'list');
    expect(profiles.map(({ name }) => name)).toEqual(['Open', 'Through VPN only']);
    expect(await instance.json('list')).toMatchObject([{ name: 'Burrow', profile: 'Open' }]);
    // Accents and small slips of the pen: the search index has come along, too.
    expect(await instance.call('library.search', { text: 'burow' })).toMatchObject([
      { kind: 'album', title: 'Burrow' },
      { kind: 'track' },
      { kind: 'track' },
    ]);
    expect(await instance.call('library.tracks', { limit: 10 })).toMatchObject({ total: 2 });
    expect(await instance.call('library.playlist', { id: 'playlist-1' })).toMatchObject({
      playlist: { name: 'For the night' },
      entries: [{}],
    });
    expect(await instance.call('exposure.bans')).toEqual(['203.0.113.7']);
    // Nothing was put aside.
    expect((await readdir(dataDir)).filter((name) => /broken|damaged/u.test(name))).toEqual([]);
    expect(await instance.stop()).toBe(0);
  });

  test.for(Object.keys(makeNewer))(
    'with a newer %s is refused with words, and stays as it is',
    async (file) => {
      await using folder = await makeTempFolder();
      const dataDir = join(folder.path, 'data');
      await layOut(version, dataDir);
      await makeNewer[file]?.(dataDir);
      const before = await contentsOf(dataDir);
      expect(await failedStart('--data-dir', dataDir)).toMatchObject({
        exitCode: 1,
        code: file === 'settings.json' ? 'settings-too-new' : 'catalog-too-new',
        message: expect.stringMatching(/written by a newer Warren .+ Nothing was changed\./u) as unknown,
      });
      expect(await contentsOf(dataDir)).toEqual(before);
    },
  );
});
