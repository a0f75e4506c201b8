import { expect, test } from 'vitest';
import { makeContactLedger } from '../../../src/main/network/exposure/contact-ledger.ts';
import { contactSchema } from '../../../src/shared/contract/engine-exposure.ts';
import { makeWebPlaces } from '../../../src/main/network/exposure/web-places.ts';
import type { Noted } from '../../../src/main/ports/exposure.ts';

function makeLedger() {
  let now = 1_000;
  const ledger = makeContactLedger({ nowMs: () => now });
  return { ...ledger, pass: (ms: number) => (now += ms) };
}

const peer: Noted = { kind: 'peer', torrent: null, address: '192.0.2.7', port: 6881 };

test('what one party learns in one beat is one contact', () => {
  const ledger = makeLedger();
  ledger.note(peer);
  ledger.pass(50);
  ledger.note({
    ...peer,
    learns: ['infohash', 'peer-id'],
    client: 'qBittorrent 5',
    isEncrypted: true,
    isKnown: true,
  });
  expect(ledger.take()).toEqual([
    {
      ...peer,
      host: null,
      direction: 'out',
      transport: 'tcp',
      isEncrypted: true,
      client: 'qBittorrent 5',
      learned: ['address', 'peer-id', 'infohash'],
      contacts: 1,
      firstMs: 1_000,
      lastMs: 1_050,
    },
  ]);
  expect(ledger.take()).toEqual([]);
});

test('other torrents, directions and names are other parties', () => {
  const ledger = makeLedger();
  ledger.note(peer);
  ledger.note({ ...peer, direction: 'in' });
  ledger.note({ ...peer, host: 'peer.example' });
  ledger.note({ ...peer, transport: 'udp' });
  expect(ledger.take()).toHaveLength(4);
});

test('while nothing is to be recorded nothing is noted, and what waited is lost', () => {
  const ledger = makeLedger();
  ledger.note(peer);
  ledger.setRecorded(false);
  ledger.note(peer);
  expect(ledger.take()).toEqual([]);
  ledger.setRecorded(true);
  ledger.note(peer);
  expect(ledger.take()).toMatchObject([{ contacts: 1 }]);
});

test('what could be read once stays read', () => {
  const ledger = makeLedger();
  for (const isEncrypted of [true, false, true]) ledger.note({ ...peer, isEncrypted });
  expect(ledger.take()).toMatchObject([{ isEncrypted: false, contacts: 3 }]);
});

test('IPv4 in IPv6 clothes is IPv4', () => {
  const ledger = makeLedger();
  ledger.note({ ...peer, address: '::ffff:192.0.2.7' });
  ledger.note(peer);
  expect(ledger.take()).toMatchObject([{ address: '192.0.2.7', contacts: 2 }]);
});

test('whatever strangers call themselves, the core can read it', () => {
  const ledger = makeLedger();
  ledger.note({ ...peer, address: '0a1b.local', port: NaN });
  ledger.note({
    ...peer,
    address: 'fe80::1%eth0',
    port: 70_000,
    host: 'x'.repeat(500),
    client: 'y'.repeat(500),
  });
  const taken = ledger.take();
  expect(taken).toMatchObject([
    { address: null, host: '0a1b.local', port: null },
    { address: 'fe80::1', port: null },
  ]);
  for (const contact of taken) expect(contactSchema.safeParse(contact).success).toBe(true);
});

test('a core that takes nothing costs no more than 20,000 parties', () => {
  const ledger = makeLedger();
  for (let at = 0; at < 25_000; at++) ledger.note({ ...peer, host: String(at) });
  expect(ledger.take()).toHaveLength(20_000);
});

test('what is said over a connection that stands, or is being made, is told of each torrent', () => {
  const noted: Noted[] = [];
  const places = makeWebPlaces({ note: (one) => noted.push(one) });
  const purpose = { kind: 'tracker', torrent: null, transport: 'wss' } as const;
  places.say('tracker.example', 443, purpose);
  expect(noted).toEqual([]);
  places.reached('tracker.example', 443, '192.0.2.9');
  places.say('tracker.example', 443, purpose);
  places.say('tracker.example', 80, purpose);
  expect(noted).toEqual([
    { ...purpose, host: 'tracker.example', address: '192.0.2.9', port: 443 },
    { ...purpose, host: 'tracker.example', address: '192.0.2.9', port: 443 },
  ]);
});
