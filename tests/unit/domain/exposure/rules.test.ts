import { describe, expect, test } from 'vitest';
import type { ExposureFacts, TorrentView } from '../../../../src/shared/domain/exposure/facts.ts';
import type { ObservedChannel } from '../../../../src/shared/domain/exposure/observed.ts';
import { judge } from '../../../../src/shared/domain/exposure/rules.ts';
import { sentenceOf } from '../../../../src/shared/domain/exposure/sentences.ts';
import { verdictCodes, type VerdictCode } from '../../../../src/shared/domain/exposure/verdict.ts';

const tunnelAddress = '185.65.134.9';
const homeAddress = '203.0.113.7';

const saw = (address: string, channel: ObservedChannel = 'peer', count = 1) => ({
  profile: 'VPN',
  channel,
  address,
  count,
});

const torrent: TorrentView = {
  id: 'a'.repeat(40),
  isPrivate: false,
  isComplete: false,
  isRunning: true,
  trackers: ['https://tracker.example/announce', 'udp://tracker.example:6969'],
  otherSeeds: 3,
};

/** Nothing is wrong here. */
const quiet: ExposureFacts = {
  door: {
    profile: 'VPN',
    binding: 'interface',
    interface: 'wg0',
    isTunnel: true,
    hasIpv6: false,
    hasPeerIdPerTorrent: true,
    asksTrackers: true,
    hasWebRtc: false,
  },
  torrent,
  observed: [saw(tunnelAddress, 'peer', 9), saw(tunnelAddress, 'tracker', 2)],
  homeAddresses: [homeAddress, '2001:db8:c::2'],
  askedNames: [{ name: 'tracker.example', resolver: '10.64.0.1', interface: 'wg0' }],
  plainTextPeers: 0,
  dhtNodes: 12,
  otherTorrents: 0,
};

const codes = (facts: ExposureFacts) => judge(facts).map(({ code }) => code);
const open: ExposureFacts = {
  ...quiet,
  door: { ...quiet.door, binding: 'any', interface: 'eth0', isTunnel: false },
};
const of = (part: Partial<TorrentView>): ExposureFacts => ({ ...quiet, torrent: { ...torrent, ...part } });

test('nothing is found where nothing is wrong', () => {
  expect(judge(quiet)).toEqual([]);
});

/** Each with facts in which it is true, and facts that differ in what makes it so. */
const cases: Readonly<Record<VerdictCode, { readonly yes: ExposureFacts; readonly no: ExposureFacts }>> = {
  'home-address-seen': {
    yes: { ...quiet, observed: [saw(homeAddress)] },
    no: { ...open, observed: [saw(homeAddress)] },
  },
  'ipv6-beside-tunnel': {
    yes: { ...quiet, observed: [saw('2001:db8:9::1')] },
    no: { ...quiet, door: { ...quiet.door, hasIpv6: true }, observed: [saw('2001:db8:9::1')] },
  },
  'name-asked-outside': {
    yes: { ...quiet, askedNames: [{ name: 'tracker.example', resolver: '192.168.1.1', interface: 'eth0' }] },
    no: { ...open, askedNames: [{ name: 'tracker.example', resolver: '192.168.1.1', interface: 'eth0' }] },
  },
  'private-in-dht': { yes: of({ isPrivate: true }), no: { ...of({ isPrivate: true }), dhtNodes: 0 } },
  'addresses-disagree': {
    yes: { ...quiet, observed: [saw(tunnelAddress), saw('198.51.100.4', 'tracker')] },
    no: { ...quiet, observed: [saw(tunnelAddress), saw(tunnelAddress, 'tracker'), saw('2001:db8::9')] },
  },
  'passkey-over-http': {
    yes: of({ trackers: ['http://private.example/0123456789abcdef0123456789abcdef/announce'] }),
    no: of({ trackers: ['https://private.example/0123456789abcdef0123456789abcdef/announce'] }),
  },
  'plain-text-peers': {
    yes: { ...quiet, plainTextPeers: 2 },
    no: { ...quiet, door: { ...quiet.door, binding: 'lan' }, plainTextPeers: 2 },
  },
  'tracker-over-http': {
    yes: of({ trackers: ['http://tracker.example/announce'] }),
    no: {
      ...of({ trackers: ['http://tracker.example/announce'] }),
      door: { ...quiet.door, asksTrackers: false },
    },
  },
  'linkable-peer-id': {
    yes: { ...quiet, door: { ...quiet.door, hasPeerIdPerTorrent: false }, otherTorrents: 2 },
    no: { ...quiet, door: { ...quiet.door, hasPeerIdPerTorrent: false } },
  },
  'linkable-port': {
    yes: { ...quiet, otherTorrents: 2 },
    no: { ...of({ isRunning: false }), otherTorrents: 2 },
  },
  'address-in-the-open': { yes: open, no: { ...open, observed: [] } },
  'last-seeder': {
    yes: of({ isComplete: true, otherSeeds: 0 }),
    no: of({ isComplete: true, otherSeeds: null }),
  },
};

describe.each(verdictCodes)('%s', (code) => {
  test('is found where it is true, and not where it is not', () => {
    expect(codes(cases[code].yes)).toContain(code);
    expect(codes(cases[code].no)).not.toContain(code);
  });

  test('is a sentence without a gap', () => {
    const [found] = judge(cases[code].yes).filter((verdict) => verdict.code === code);
    const text = found && sentenceOf(found);
    expect(text).toMatch(/^[A-ZT{].*\.$/u);
    expect(text).not.toMatch(/[{}]|undefined|: \.|“”/u);
  });
});

test('the worst comes first', () => {
  const facts = { ...quiet, observed: [saw(homeAddress)], plainTextPeers: 1, otherTorrents: 1 };
  expect(judge(facts).map(({ severity }) => severity)).toEqual(['alarm', 'warning', 'info']);
});

test('one liar among many is outvoted', () => {
  const observed = [saw(tunnelAddress, 'peer', 40), saw('198.51.100.4', 'peer', 1)];
  expect(codes({ ...quiet, observed })).toEqual([]);
  expect(
    codes({ ...quiet, observed: [saw(tunnelAddress, 'peer', 2), saw('198.51.100.4', 'peer', 2)] }),
  ).toEqual(['addresses-disagree']);
});

test('a neighbour names another address than strangers do, and both are right', () => {
  for (const address of ['192.168.1.20', '172.16.0.9', '127.0.0.1'])
    expect(codes({ ...open, observed: [saw(tunnelAddress), saw(address)] })).not.toContain(
      'addresses-disagree',
    );
  expect(codes({ ...open, observed: [saw(tunnelAddress), saw('172.32.0.9')] })).toContain(
    'addresses-disagree',
  );
});

test('a WebSocket that is not encrypted can be read like HTTP, where browsers are met at all', () => {
  for (const [trackers, code] of [
    [['ws://private.example/0123456789abcdef0123456789abcdef/announce'], 'passkey-over-http'],
    [['ws://tracker.example'], 'tracker-over-http'],
  ] as const) {
    const facts = of({ trackers });
    expect(codes({ ...facts, door: { ...facts.door, hasWebRtc: true } })).toEqual([code]);
    expect(codes(facts)).toEqual([]);
  }
  const secure = of({ trackers: ['wss://tracker.example'] });
  expect(codes({ ...secure, door: { ...secure.door, hasWebRtc: true } })).toEqual([]);
});

test('what stays on this computer is seen by nobody outside', () => {
  for (const host of ['127.0.0.1', '127.8.0.1', '[::1]', 'localhost']) {
    const trackers = [
      `http://${host}:8000/announce`,
      `http://${host}/0123456789abcdef0123456789abcdef/announce`,
    ];
    expect(codes(of({ trackers }))).toEqual([]);
  }
  expect(
    codes({ ...quiet, askedNames: [{ name: 'tracker.example', resolver: '127.0.0.53', interface: 'lo' }] }),
  ).toEqual([]);
});

test('even a liar that is alone may not name the home address unnoticed', () => {
  const observed = [saw(tunnelAddress, 'peer', 40), saw(homeAddress, 'peer', 1)];
  expect(codes({ ...quiet, observed })).toEqual(['home-address-seen']);
});
