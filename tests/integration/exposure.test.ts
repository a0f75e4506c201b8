import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExposureSummary } from '../../src/shared/contract/exposure.ts';
import type { Party, PartyPage } from '../../src/shared/contract/exposure-parties.ts';
import type { Forecast } from '../../src/shared/contract/forecast.ts';
import { encodeBencode } from '../../src/shared/domain/bencode.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { handshake, messageId, openRawPeer } from '../support/raw-peer.ts';
import { message } from '../support/scripted-seeder.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { startTracker, type OwnTracker } from '../support/trackers.ts';
import { until } from '../support/until.ts';

let folder: TempFolder;
let instance: Instance;
let tracker: OwnTracker;
let id: string;
const at = (...names: string[]) => join(folder.path, ...names);

beforeAll(async () => {
  folder = await makeTempFolder();
  tracker = await startTracker();
  instance = await startInstance({ dataDir: at('data') });
  await instance.listenPort();
  await writePayload(at('one'), { 'song.flac': 100_000 });
  const url = `${tracker.http}?passkey=sesame`;
  ({ id } = await instance.json<{ id: string }>(
    'share',
    at('one'),
    '--tracker',
    url,
    '--tracker',
    tracker.udp,
  ));
  await instance.reaches(id, 'seeding');
});
afterAll(async () => {
  await instance[Symbol.asyncDispose]();
  await tracker[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** A peer that dials us from there, introduces itself and says which address it sees. */
async function visit(from: string, yourIp: string, peerId = '-XX0001-abcdefghijkl') {
  const messages: number[] = [];
  const bytes: Buffer[] = [];
  const peer = await openRawPeer({
    port: await instance.listenPort(),
    from,
    onMessage: (kind) => messages.push(kind),
  });
  peer.socket.on('data', (chunk: Buffer) => bytes.push(chunk));
  const says = encodeBencode({
    m: { ut_pex: 1 },
    v: 'Visitor 1.0',
    yourip: Buffer.from(yourIp.split('.').map(Number)),
  });
  peer.send(handshake(id, peerId), message(messageId.extended, Buffer.concat([Buffer.from([0]), says])));
  return Object.assign(peer, { messages, peerIdOfOurs: () => Buffer.concat(bytes).subarray(48, 68) });
}

const parties = () => instance.call<PartyPage>('exposure.parties', { id, limit: 1000 });

async function partyAt(address: string): Promise<Party> {
  return until(
    async () => (await parties()).parties.find((party) => party.address === address && party.client !== null),
    { what: `${address} is in the ledger` },
  );
}

test('the command line says who learned what, exactly so', async () => {
  using _ = await visit('127.0.0.31', '198.51.100.4');
  await partyAt('127.0.0.31');
  await until(async () => (await parties()).parties.filter(({ kind }) => kind === 'tracker').length >= 2, {
    what: 'both trackers are in the ledger',
  });

  const said = await instance.json<{ parties: object[]; observed: object[]; verdicts: { code: string }[] }>(
    'exposure',
    id,
  );

  expect(Object.keys(said)).toEqual(['parties', 'observed', 'verdicts']);
  const time = expect.stringMatching(/^\d{4}-.*Z$/u) as string;
  const common = { interface: 'lo', country: null, network: null, firstSeen: time, lastSeen: time };
  const port = expect.any(Number) as number;
  expect(said.parties).toContainEqual({
    ...common,
    kind: 'peer',
    address: '127.0.0.31',
    port,
    host: null,
    direction: 'in',
    transport: 'tcp',
    encrypted: false,
    client: 'Visitor 1.0',
    learned: ['address', 'port', 'peer-id', 'client', 'infohash', 'pieces'],
  });
  expect(said.parties).toContainEqual({
    ...common,
    kind: 'tracker',
    address: '127.0.0.1',
    port,
    host: '127.0.0.1',
    direction: 'out',
    transport: 'http',
    encrypted: false,
    client: null,
    learned: ['address', 'port', 'peer-id', 'client', 'infohash', 'amounts', 'passkey'],
  });
  expect(said.parties).toContainEqual(
    expect.objectContaining({
      kind: 'tracker',
      transport: 'udp',
      learned: ['address', 'port', 'peer-id', 'client', 'infohash', 'amounts'],
    }),
  );
  expect(said.observed).toEqual([{ channel: 'peer', address: '198.51.100.4', count: 1 }]);
  expect(said.verdicts).toContainEqual({
    code: 'address-in-the-open',
    severity: 'info',
    text: expect.stringContaining('198.51.100.4') as string,
  });
  // The tracker and the peers are on this computer: nobody is on the way to them.
  const codes = said.verdicts.map(({ code }) => code);
  expect(codes).not.toContain('passkey-over-http');
  expect(codes).not.toContain('plain-text-peers');
});

test('a stranger that does not say for what it came is in the ledger too', async () => {
  const peer = await openRawPeer({ port: await instance.listenPort(), from: '127.0.0.32' });
  peer.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'.padEnd(80)));
  await peer.over;
  await until(
    async () => {
      const page = await instance.call<PartyPage>('exposure.parties', { search: '127.0.0.32' });
      return page.parties.some(
        ({ kind, torrentId, learned }) => kind === 'peer' && torrentId === null && learned.includes('port'),
      );
    },
    { what: 'the stranger is in the ledger' },
  );
});

test('who steers this Warren, and a player that reads from it, are in the ledger with what they learned', async () => {
  const find = async (kind: Party['kind'], isMeant: (party: Party) => boolean) =>
    until(
      async () => {
        const page = await instance.call<PartyPage>('exposure.parties', { kinds: [kind] });
        return page.parties.find(isMeant);
      },
      { what: `a party of kind ${kind} is in the ledger` },
    );
  const stranger = request(new URL('/api/torrents.list', instance.ready.url), {
    method: 'POST',
    localAddress: '127.0.0.37',
    headers: { 'user-agent': 'Stranger/1', authorization: 'Bearer wrong' },
  }).end();
  const [refusal] = (await once(stranger, 'response')) as [IncomingMessage];
  expect(refusal.statusCode).toBe(401);
  const here = { address: '127.0.0.1', interface: 'lo', profile: '', direction: 'in', transport: 'http' };
  expect(await find('headless', ({ address }) => address === '127.0.0.37')).toMatchObject({
    torrentId: null,
    client: 'Stranger/1',
    learned: ['address', 'client'],
  });
  expect(await find('headless', ({ learned }) => learned.includes('infohash'))).toMatchObject({
    ...here,
    learned: ['address', 'port', 'client', 'infohash', 'pieces', 'amounts', 'peers'],
  });

  const { url } = await instance.json<{ url: string }>('stream', id);
  await (await fetch(url, { headers: { 'user-agent': 'Player/2' } })).arrayBuffer();
  expect(await find('media', () => true)).toMatchObject({
    ...here,
    torrentId: id,
    client: 'Player/2',
    learned: ['address', 'infohash', 'pieces'],
    contacts: 1,
  });
});

test('a banned address is hung up on and not spoken to, until that is lifted', async () => {
  using first = await visit('127.0.0.33', '198.51.100.4');
  await partyAt('127.0.0.33');
  expect(await instance.call('exposure.ban', { address: '127.0.0.33' })).toEqual(['127.0.0.33']);
  await first.over;
  const second = await visit('127.0.0.33', '198.51.100.4');
  await second.over;
  expect(second.messages).toEqual([]);
  expect(await partyAt('127.0.0.33')).toMatchObject({ isBanned: true });

  expect(await instance.call('exposure.unban', { address: '127.0.0.33' })).toEqual([]);
  using third = await visit('127.0.0.33', '198.51.100.4');
  await until(() => third.messages.length > 0, { what: 'it is spoken to again' });
});

test('a new identity ends every link, and the torrent is somebody else', async () => {
  using before = await visit('127.0.0.34', '198.51.100.4');
  await until(() => before.messages.length > 0, { what: 'we have introduced ourselves' });
  const port = await instance.listenPort();

  const { changed } = await instance.call<{ changed: string[] }>('exposure.newIdentity', { id });

  expect(changed).toEqual(['peer-id', 'port']);
  await before.over;
  await until(async () => ![0, port, null].includes(await instance.listenPort().catch(() => null)), {
    what: 'it listens on another port',
  });
  await instance.reaches(id, 'seeding');
  using after = await visit('127.0.0.34', '198.51.100.4');
  await until(() => after.messages.length > 0, { what: 'we have introduced ourselves again' });
  expect(after.peerIdOfOurs()).not.toEqual(before.peerIdOfOurs());
});

test('who would learn what is said before anything is added', async () => {
  const source = { trackers: ['http://one.example/announce'], isPrivate: false };
  const said = await instance.call<Forecast>('exposure.forecast', { source });
  expect(said.parties.map(({ kind, host }) => [kind, host])).toEqual([
    ['tracker', 'one.example'],
    ['peer', null],
    ['operator', null],
  ]);
});

test('forgotten at once: in no byte of the file, in no line of the log; and off, nothing more is written', async () => {
  using _ = await visit('127.0.0.35', '198.51.100.4');
  await partyAt('127.0.0.35');
  const file = at('data', 'exposure.db');
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  await instance.call('settings.update', { exposure: { isRecorded: false, keptDays: 7 } });
  const { forgotten } = await instance.call<{ forgotten: number }>('exposure.forget', {});

  expect(forgotten).toBeGreaterThan(0);
  const bytes = Buffer.concat(await Promise.all(['', '-wal'].map((end) => readFile(file + end))));
  for (const text of ['127.0.0.35', 'Visitor', id]) expect(bytes.includes(text)).toBe(false);
  const log = await readFile(at('data', 'warren.log'), 'utf8').catch(() => '');
  expect(log).not.toMatch(/127\.0\.0\.3\d|Visitor/u);
  using late = await visit('127.0.0.36', '198.51.100.4');
  await until(() => late.messages.length > 0, { what: 'we have introduced ourselves' });
  await until(async () => (await instance.call<{ peers: number }>('torrents.show', { id })).peers > 0, {
    what: 'the beat has come',
  });
  expect(await instance.call<ExposureSummary>('exposure.summary', {})).toMatchObject({
    parties: 0,
    isRecorded: false,
  });
});
