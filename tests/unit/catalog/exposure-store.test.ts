import Sqlite from 'better-sqlite3';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { groupsSql, namesSql, ofTorrentsSql } from '../../../src/main/catalog/exposure/figures.ts';
import { exposureMigrations } from '../../../src/main/catalog/exposure/migrations.ts';
import { migrate } from '../../../src/main/catalog/migrate.ts';
import { openExposureStore, type RecordedContact } from '../../../src/main/catalog/index.ts';
import { parseInfoHash } from '../../../src/shared/domain/info-hash.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const hour = 3_600_000;
const torrentA = parseInfoHash('a'.repeat(40)) ?? null;
const torrentB = parseInfoHash('b'.repeat(40)) ?? null;

const contact: RecordedContact = {
  kind: 'peer',
  torrent: torrentA,
  address: '198.51.100.77',
  port: 6881,
  host: null,
  direction: 'out',
  transport: 'tcp',
  isEncrypted: null,
  client: null,
  learned: ['address'],
  contacts: 1,
  firstMs: 10 * hour,
  lastMs: 10 * hour,
  profile: 'Open',
  country: null,
  network: null,
  interface: 'eth0',
};

const firstPage = { sortBy: 'lastSeen', isDescending: true, offset: 0, limit: 100 } as const;

async function makeStore() {
  const folder = await makeTempFolder();
  const path = join(folder.path, 'exposure.db');
  const store = openExposureStore(path);
  return {
    path,
    store,
    async [Symbol.asyncDispose]() {
      store[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('what a party learns later is added to what it knows', async () => {
  await using made = await makeStore();
  const { store } = made;
  store.record([contact]);
  const later = {
    ...contact,
    firstMs: 12 * hour,
    lastMs: 12 * hour,
    client: 'Transmission',
    isEncrypted: true,
  };
  store.record([{ ...later, learned: ['address', 'infohash'] }]);
  store.record([{ ...contact, torrent: torrentB }]);

  const { total, parties } = store.page({ ...firstPage, id: 'a'.repeat(40) });
  expect(total).toBe(1);
  expect(parties).toMatchObject([
    {
      torrentId: 'a'.repeat(40),
      address: '198.51.100.77',
      client: 'Transmission',
      isEncrypted: true,
      contacts: 2,
      learned: ['address', 'infohash'],
      firstSeenAt: new Date(10 * hour).toISOString(),
      lastSeenAt: new Date(12 * hour).toISOString(),
    },
  ]);
  expect(store.party(parties[0]?.partyId ?? 0)).toMatchObject({
    moments: [
      { at: new Date(12 * hour).toISOString(), contacts: 1, learned: ['infohash'] },
      { at: new Date(10 * hour).toISOString(), contacts: 1, learned: ['address'] },
    ],
    elsewhere: [{ torrentId: 'b'.repeat(40), kind: 'peer' }],
  });
});

test('a clock that was put back moves neither the first nor the last contact', async () => {
  await using made = await makeStore();
  made.store.record([contact, { ...contact, firstMs: 2 * hour, lastMs: 2 * hour }]);
  expect(made.store.page(firstPage).parties).toMatchObject([
    { firstSeenAt: new Date(2 * hour).toISOString(), lastSeenAt: new Date(10 * hour).toISOString() },
  ]);
});

test('pages are filtered, sorted and cut', async () => {
  await using made = await makeStore();
  const { store } = made;
  store.record(
    Array.from({ length: 30 }, (_, at) => ({
      ...contact,
      kind: at % 3 === 0 ? ('dht' as const) : ('peer' as const),
      address: `192.0.2.${at}`,
      country: at < 10 ? 'CZ' : null,
      network: at < 5 ? 'CESNET z.s.p.o.' : null,
      learned: at % 2 === 0 ? (['address', 'port'] as const).slice() : ['address' as const],
      lastMs: (100 + at) * hour,
    })),
  );
  const page = store.page({ ...firstPage, kinds: ['dht'], limit: 4, offset: 2 });
  expect(page.total).toBe(10);
  expect(page.parties.map(({ address }) => address)).toEqual([
    '192.0.2.21',
    '192.0.2.18',
    '192.0.2.15',
    '192.0.2.12',
  ]);
  const count = (filter: object) => store.page({ ...firstPage, ...filter }).total;
  expect(count({ countries: ['CZ'] })).toBe(10);
  expect(count({ learned: ['port'] })).toBe(15);
  expect(count({ search: '192.0.2.1' })).toBe(11);
  expect(count({ search: '%' })).toBe(0);
  expect(count({ search: 'cesnet' })).toBe(5);
  expect(count({ since: new Date(120 * hour).toISOString() })).toBe(10);
  expect(count({ interface: 'wg0' })).toBe(0);
  expect([...store.all({}, 7)].map((part) => part.length)).toEqual([7, 7, 7, 7, 2]);
  expect(store.numbers(undefined)).toMatchObject({
    parties: 30,
    byKind: { peer: 20, dht: 10 },
    byDatum: { address: 30, port: 15, infohash: 0 },
    byCountry: [{ country: 'CZ', parties: 10 }],
    byInterface: [{ interface: 'eth0', parties: 30 }],
  });
});

test('programs of this computer are listed, and counted apart', async () => {
  await using made = await makeStore();
  const { store } = made;
  const plain = { ...contact, isEncrypted: false };
  store.record([
    plain,
    { ...plain, address: '127.0.0.31' },
    { ...plain, address: '::1' },
    { ...contact, kind: 'dht', address: '127.0.0.1' },
  ]);
  expect(store.numbers(undefined)).toMatchObject({
    parties: 4,
    byKind: { peer: 3, dht: 1 },
    here: { parties: 3, byKind: { peer: 2, dht: 1 } },
  });
  expect(store.ofTorrents()).toEqual([
    { torrent: 'a'.repeat(40), parties: 1, plainTextPeers: 1, dhtNodes: 0 },
  ]);
});

test('the file is for its owner alone', async () => {
  await using made = await makeStore();
  made.store.record([contact]);
  for (const end of ['', '-wal', '-shm']) expect((await stat(made.path + end)).mode & 0o777).toBe(0o600);
});

test('what is forgotten is in no byte of the file or its companions', async () => {
  await using made = await makeStore();
  const { store, path } = made;
  const bytes = async () =>
    Buffer.concat(
      await Promise.all(['', '-wal'].map((end) => readFile(path + end).catch(() => Buffer.alloc(0)))),
    );
  const names = Array.from({ length: 500 }, (_, at) => `secret-${at}.example`);
  store.record(names.map((host) => ({ ...contact, host })));
  expect((await bytes()).includes('secret-')).toBe(true);

  expect(store.forget(undefined)).toBe(500);

  expect((await bytes()).includes('secret-')).toBe(false);
  expect((await bytes()).includes('198.51.100.77')).toBe(false);
  expect(store.page(firstPage)).toEqual({ total: 0, parties: [] });
});

test('what is forgotten of one torrent leaves the others', async () => {
  await using made = await makeStore();
  const { store, path } = made;
  store.record([
    { ...contact, host: 'secret.example' },
    { ...contact, torrent: torrentB, host: 'kept.example' },
  ]);
  store.forget('a'.repeat(40));
  expect((await readFile(path)).includes('secret.example')).toBe(false);
  expect(store.page(firstPage).parties.map(({ host }) => host)).toEqual(['kept.example']);
});

test('what is older than it is to be kept goes, and leaves no byte', async () => {
  await using made = await makeStore();
  const { store, path } = made;
  store.record([
    ...[1, 2, 3, 4].map((at) => ({ ...contact, host: `secret-${at}.example` })),
    { ...contact, host: 'kept.example', lastMs: 50 * hour },
  ]);
  expect([1, 2, 3].map(() => store.forgetBefore(20 * hour, 2))).toEqual([2, 2, 0]);
  const wal = await readFile(`${path}-wal`);
  expect(Buffer.concat([await readFile(path), wal]).includes('secret-')).toBe(false);
  expect(store.page(firstPage).total).toBe(1);
});

test('a damaged file is replaced by an empty one', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'exposure.db');
  await writeFile(path, 'this is no database at all, and never was one');
  using store = openExposureStore(path);
  expect(store.page(firstPage).total).toBe(0);
});

test('a ledger of the first form keeps what is in it', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'exposure.db');
  const old = new Sqlite(path);
  migrate(old, exposureMigrations.slice(0, 1));
  old.exec(`
    INSERT INTO party (torrent, profile, kind, address, host, direction, transport, first_ms, last_ms, contacts, learned)
    VALUES ('', 'Open', 'dht', '127.0.0.1', '', 'out', 'udp', 1, 2, 3, 1),
           ('', 'Open', 'dht', '192.0.2.1', '', 'out', 'udp', 1, 2, 3, 1)`);
  old.close();
  using store = openExposureStore(path);
  expect(store.numbers(undefined)).toMatchObject({ parties: 2, here: { parties: 1 } });
  expect(store.page({ ...firstPage, sortBy: 'address' }).parties).toMatchObject([
    { address: '192.0.2.1', contacts: 3, learned: ['address'] },
    { address: '127.0.0.1' },
  ]);
});

test('what is counted again and again is read from an index, not from the rows', async () => {
  await using made = await makeStore();
  using db = { sqlite: new Sqlite(made.path), [Symbol.dispose]: () => void db.sqlite.close() };
  const planOf = (sql: string) =>
    db.sqlite
      .prepare<[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql.replace('?', '500')}`)
      .all()
      .map(({ detail }) => detail);
  for (const sql of [ofTorrentsSql, groupsSql('')])
    expect(planOf(sql)).toEqual([expect.stringMatching(/^SCAN party USING COVERING INDEX/u)]);
  // In its order, so that the first five hundred are enough: nothing is sorted.
  expect(planOf(namesSql)).toEqual(['SCAN party USING INDEX party_names', 'USE TEMP B-TREE FOR DISTINCT']);
});

test('bans outlive what is forgotten', async () => {
  await using made = await makeStore();
  const { store } = made;
  store.record([contact]);
  store.bans.add('198.51.100.77', new Date());
  expect(store.page(firstPage).parties).toMatchObject([{ isBanned: true }]);
  store.forget(undefined);
  expect(store.bans.all()).toEqual(['198.51.100.77']);
  store.bans.remove('198.51.100.77');
  expect(store.bans.all()).toEqual([]);
});
