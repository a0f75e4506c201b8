import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openExposureStore, type ExposureStore, type RecordedContact } from '../../src/main/catalog/index.ts';
import { makeContactLedger } from '../../src/main/network/exposure/contact-ledger.ts';
import { data } from '../../src/shared/domain/exposure/datum.ts';
import { parseInfoHash } from '../../src/shared/domain/info-hash.ts';

/*
 * What the exposure ledger costs, in the process that runs this: `npx node --expose-gc tests/bench/exposure-ledger.ts`.
 * Goals: a page in less than 200 ms with 100,000 contacts, at most 20 MB with 10,000 parties, and next to nothing for
 * each contact (nothing at all is done for a block); nothing keeps the core for more than 50 ms.
 */

const megabyte = 1024 * 1024;
/** As the keeper of the ledger writes them. */
const rowsAtOnce = 50;
const firstPage = { sortBy: 'lastSeen', isDescending: true, offset: 0, limit: 100 } as const;
const kinds = ['peer', 'dht', 'tracker', 'resolver'] as const;

function makeContact(at: number): RecordedContact {
  return {
    kind: kinds[at % kinds.length] ?? 'peer',
    torrent: parseInfoHash((at % 50).toString(16).padStart(40, '0')) ?? null,
    address: `${1 + (at % 200)}.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`,
    port: 6881,
    host: at % kinds.length > 1 ? `host-${at}.example` : null,
    direction: at % 3 === 0 ? 'in' : 'out',
    transport: 'tcp',
    isEncrypted: at % 2 === 0,
    client: `Client ${at % 20}`,
    // Those of a kind learn mostly the same.
    learned: data.slice(0, 1 + (at % 9)),
    contacts: 1,
    firstMs: 1_700_000_000_000 + at * 1_000,
    lastMs: 1_700_000_000_000 + at * 1_000,
    profile: 'Open',
    country: at % 5 === 0 ? null : (['CZ', 'DE', 'US', 'JP'][at % 4] ?? null),
    network: at % 5 === 0 ? null : `Network ${at % 300}`,
    interface: 'eth0',
  };
}

/** 10,000 parties in the batches in which they come. */
function eachBatch(take: (contacts: RecordedContact[]) => void): void {
  for (let at = 0; at < 10_000; at += 500)
    take(Array.from({ length: 500 }, (_, more) => makeContact(at + more)));
}

function milliseconds(work: () => void): number {
  work();
  const times = Array.from({ length: 7 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  }).toSorted((one, other) => one - other);
  return times[3] ?? 0;
}

function tell(what: string, value: number, unit: string): void {
  process.stdout.write(`${what.padEnd(58)} ${value.toFixed(2).padStart(9)} ${unit}\n`);
}

function readLargeLedger(store: ExposureStore): void {
  const id = '1'.padStart(40, '0');
  tell(
    'first page of 100,000',
    milliseconds(() => store.page(firstPage)),
    'ms',
  );
  tell(
    'a page in the middle',
    milliseconds(() => store.page({ ...firstPage, offset: 50_000 })),
    'ms',
  );
  tell(
    'sorted by host',
    milliseconds(() => store.page({ ...firstPage, sortBy: 'host' })),
    'ms',
  );
  tell(
    'of one torrent',
    milliseconds(() => store.page({ ...firstPage, id })),
    'ms',
  );
  tell(
    'searched',
    milliseconds(() => store.page({ ...firstPage, search: 'host-99' })),
    'ms',
  );
  tell(
    'all in numbers',
    milliseconds(() => store.numbers(undefined)),
    'ms',
  );
  tell(
    'figures of all torrents',
    milliseconds(() => store.ofTorrents()),
    'ms',
  );
  tell(
    'names that were asked',
    milliseconds(() => store.askedNames()),
    'ms',
  );
}

/** Twice: what the first round frees may only then be given back. */
function residentBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

const folder = await mkdtemp(join(tmpdir(), 'warren-ledger-'));
try {
  // What the runtime itself takes for so many short-lived objects is not what the ledger costs.
  eachBatch((contacts) => contacts.map((contact) => ({ ...contact, host: contact.host ?? '' })));
  const before = residentBytes();
  {
    const ledger = makeContactLedger({ nowMs: Date.now });
    using store = openExposureStore(join(folder, 'small.db'));
    eachBatch((contacts) => {
      for (const contact of contacts)
        ledger.note({ ...contact, host: contact.host ?? '', learns: contact.learned });
      store.record(contacts);
    });
    tell('memory with 10,000 parties, ledger and store', (residentBytes() - before) / megabyte, 'MB');
    ledger.take();
    const noted = { ...makeContact(1), host: '', learns: ['infohash'] as const };
    const many = 200_000;
    const began = performance.now();
    for (let at = 0; at < many; at++) ledger.note(noted);
    tell('one contact noted', ((performance.now() - began) * 1_000) / many, 'µs');
  }
  using store = openExposureStore(join(folder, 'large.db'));
  const all = Array.from({ length: 100_000 }, (_, at) => makeContact(at));
  let slowest = 0;
  let batch = 0;
  let slowestBatch = 0;
  let busiest = 0;
  for (let at = 0; at < all.length; at += rowsAtOnce) {
    if (at % 1_000 === 0) batch = 0;
    const [began, before] = [performance.now(), process.cpuUsage()];
    store.record(all.slice(at, at + rowsAtOnce));
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    slowest = Math.max(slowest, took);
    busiest = Math.max(busiest, (user + system) / 1_000);
    batch += took;
    slowestBatch = Math.max(slowestBatch, batch);
  }
  tell('slowest go of 50 written, nothing else has its turn', slowest, 'ms');
  tell('the same, processor time alone', busiest, 'ms');
  tell('slowest batch of 1,000 written, in goes', slowestBatch, 'ms');
  readLargeLedger(store);
} finally {
  await rm(folder, { recursive: true });
}
