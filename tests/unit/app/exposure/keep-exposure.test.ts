import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepExposure } from '../../../../src/main/app/exposure/keep-exposure.ts';
import { openExposureStore } from '../../../../src/main/catalog/index.ts';
import type { Noted } from '../../../../src/main/ports/exposure.ts';
import type { Contact } from '../../../../src/shared/contract/engine-exposure.ts';
import { settingsSchema } from '../../../../src/shared/contract/settings.ts';
import { parseInfoHash } from '../../../../src/shared/domain/info-hash.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { until } from '../../../support/until.ts';

const dayMs = 86_400_000;
const nowMs = 400 * dayMs;
const torrent = parseInfoHash('a'.repeat(40)) ?? null;
const firstPage = { sortBy: 'firstSeen', isDescending: false, offset: 0, limit: 1000 } as const;

function contactAt(number: number, part: Partial<Contact> = {}): Contact {
  return {
    kind: 'peer',
    torrent,
    address: `8.8.${number >> 8}.${number & 255}`,
    port: 6881,
    host: null,
    direction: 'out',
    transport: 'tcp',
    isEncrypted: null,
    client: null,
    learned: ['address'],
    contacts: 1,
    firstMs: nowMs + number,
    lastMs: nowMs + number,
    ...part,
  };
}

const contacts = (count: number, part?: Partial<Contact>) =>
  Array.from({ length: count }, (_, number) => contactAt(number, part));

/** @param kept is in the ledger before the keeper begins */
async function makeKeeper({ kept = [] }: { readonly kept?: readonly Contact[] } = {}) {
  const folder = await makeTempFolder();
  const store = openExposureStore(join(folder.path, 'exposure.db'));
  store.record(
    kept.map((one) => ({ ...one, profile: 'Open', country: null, network: null, interface: null })),
  );
  /** Rows of each go, and how often everything else had its turn meanwhile. */
  const [written, forgotten]: [number[], number[]] = [[], []];
  const turns = { count: 0 };
  const disk = { isFull: false };
  const said: string[] = [];
  const say = (event: string) => void said.push(event);
  const keeper = keepExposure({
    store: {
      ...store,
      record(some) {
        if (disk.isFull) throw new Error('database or disk is full');
        written.push(some.length);
        store.record(some);
      },
      forgetBefore(ms, atMost) {
        const rows = store.forgetBefore(ms, atMost);
        forgotten.push(rows);
        return rows;
      },
    },
    clock: { now: () => new Date(nowMs), monotonicMs: () => 0 },
    logger: { error: say, warn: say, info: say, debug: say },
    settings: () => settingsSchema.parse({}),
    interfaces: () => [],
    addresses: { find: () => ({ country: 'US', network: 'Google LLC' }) },
  });
  const counting = () => {
    turns.count++;
    next = setImmediate(counting);
  };
  let next = setImmediate(counting);
  return {
    keeper,
    store,
    written,
    forgotten,
    turns,
    disk,
    said,
    async [Symbol.asyncDispose]() {
      clearImmediate(next);
      keeper[Symbol.dispose]();
      store[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test('a large batch is written in short goes, and everything else has its turn between them', async () => {
  await using made = await makeKeeper();
  const { keeper, store, written, turns } = made;
  keeper.onContacts('Open', contacts(1_050));
  await keeper.flush();
  expect(Math.max(...written)).toBeLessThanOrEqual(50);
  expect(written.reduce((sum, rows) => sum + rows, 0)).toBe(1_050);
  expect(turns.count).toBeGreaterThanOrEqual(written.length - 1);
  const { total, parties } = store.page(firstPage);
  expect(total).toBe(1_050);
  expect(parties.map(({ address }) => address)).toEqual(
    contacts(1_050)
      .slice(0, 1_000)
      .map(({ address }) => address),
  );
  expect(parties[0]).toMatchObject({ country: 'US', network: 'Google LLC' });
});

test('what is said while it writes is written before whoever waits reads', async () => {
  await using made = await makeKeeper();
  const { keeper, store } = made;
  keeper.onContacts('Open', contacts(250));
  const first = keeper.flush();
  await new Promise((resolve) => setImmediate(resolve));
  keeper.onContacts('Open', contacts(1, { torrent: null }));
  await Promise.all([first, keeper.flush()]);
  expect(store.page(firstPage).total).toBe(251);
});

test('what is old is deleted in short goes, too', async () => {
  const old = { firstMs: 1, lastMs: 1 };
  await using made = await makeKeeper({ kept: [...contacts(330, old), contactAt(400)] });
  await until(() => made.store.page(firstPage).total === 1, { what: 'only the young one is left' });
  expect(made.forgotten).toEqual([50, 50, 50, 50, 50, 50, 30]);
});

test('where the disk is full it is said once, and what waits is written when there is room', async () => {
  await using made = await makeKeeper();
  const { keeper, store, said, disk } = made;
  disk.isFull = true;
  keeper.onContacts('Open', contacts(150));
  await keeper.flush();
  await keeper.flush();
  expect(said).toEqual(['exposure.not-written']);
  expect(store.page(firstPage).total).toBe(0);
  disk.isFull = false;
  await keeper.flush();
  expect(store.page(firstPage).total).toBe(150);
});

test('who comes to this computer itself went through no profile, and is one party however often it came', async () => {
  await using made = await makeKeeper();
  const { keeper, store } = made;
  const player: Noted = {
    kind: 'media',
    torrent,
    address: '::ffff:127.0.0.1',
    port: 40_000,
    direction: 'in',
    transport: 'http',
    client: 'VLC',
    learns: ['infohash'],
  };
  keeper.onContacts('Open', contacts(150));
  const flushed = keeper.flush();
  keeper.note(player);
  keeper.note({ ...player, isKnown: true });
  await flushed;
  expect(store.page({ ...firstPage, kinds: ['media'] }).parties).toMatchObject([
    { profile: '', address: '127.0.0.1', contacts: 1, learned: ['address', 'infohash'] },
  ]);
});

test('what is forgotten is not written afterwards, and what waits at the end is', async () => {
  await using made = await makeKeeper();
  const { keeper, store } = made;
  keeper.onContacts('Open', contacts(120));
  expect(await keeper.forget('a'.repeat(40))).toBe(120);
  expect(store.page(firstPage).total).toBe(0);
  keeper.onContacts('Open', contacts(220));
  keeper[Symbol.dispose]();
  expect(store.page(firstPage).total).toBe(220);
});
