import { expect, test } from 'vitest';
import { beforeYouAdd, type ForecastProfile } from '../../../../src/shared/domain/exposure/before-you-add.ts';
import { data, packData, unpackData } from '../../../../src/shared/domain/exposure/datum.ts';
import { hasPasskey, hostOfUrl } from '../../../../src/shared/domain/exposure/tracker-privacy.ts';

test('a set of data is a number and back', () => {
  expect(unpackData(packData([]))).toEqual([]);
  expect(unpackData(packData(data))).toEqual(data);
  expect(unpackData(packData(['infohash', 'address']))).toEqual(['address', 'infohash']);
});

test.each([
  ['http://t.example/0123456789abcdef0123456789abcdef/announce', true],
  ['https://t.example/announce?passkey=abc', true],
  ['http://t.example/announce.php?x=0123456789abcdef', true],
  ['https://t.example:443/a/AbCdEf0123456789xyz/announce', true],
  ['http://t.example/announce', false],
  ['http://t.example/announcement-of-everything/announce', false],
  ['udp://tracker.opentrackr.org:1337/announce', false],
  ['not a url', false],
])('%s has a key: %s', (url, expected) => {
  expect(hasPasskey(url)).toBe(expected);
});

test.each([
  ['udp://Tracker.Example:6969/announce', 'tracker.example'],
  ['http://[2001:db8::1]:80/announce', '2001:db8::1'],
  ['http://user@host.example/x', 'host.example'],
  ['nonsense', 'nonsense'],
])('%s is run by %s', (url, host) => {
  expect(hostOfUrl(url)).toBe(host);
});

const everything: ForecastProfile = {
  discovery: { trackers: true, dht: true, pex: true, lan: true },
  webSeeds: true,
  webRtc: false,
  proxy: null,
  binding: { kind: 'interface', interface: 'wg0' },
  identity: { clientName: true },
};
const source = {
  isPrivate: false,
  trackers: ['https://one.example/announce', 'udp://two.example:1', 'http://one.example/announce'],
  webSeeds: ['http://seed.example/file'],
};
const who = (...given: Parameters<typeof beforeYouAdd>) =>
  beforeYouAdd(...given).map(({ kind, host }) => (host === null ? kind : `${kind} ${host}`));

test('a public torrent through everything', () => {
  expect(who(source, everything)).toEqual([
    'tracker one.example',
    'tracker two.example',
    'dht',
    'web-seed seed.example',
    'lan',
    'peer',
    'operator wg0',
  ]);
  const [one] = beforeYouAdd(source, everything);
  expect(one).toMatchObject({ isEncrypted: false });
});

test('a private one asks its trackers and nobody else', () => {
  expect(who({ ...source, isPrivate: true }, everything)).toEqual([
    'tracker one.example',
    'tracker two.example',
    'web-seed seed.example',
    'peer',
    'operator wg0',
  ]);
});

test('a proxy carries no datagrams, and learns whom we ask', () => {
  expect(who(source, { ...everything, proxy: { host: '127.0.0.1' } })).toEqual([
    'tracker one.example',
    'web-seed seed.example',
    'peer',
    'proxy 127.0.0.1',
    'operator wg0',
  ]);
});

test('in the local network only neighbours learn of it', () => {
  expect(who(source, { ...everything, binding: { kind: 'lan', interface: 'eth0' } })).toEqual([
    'lan',
    'peer',
  ]);
});

test('who is not to be told the program is not told it', () => {
  const quiet = { ...everything, identity: { clientName: false } };
  for (const { learns } of beforeYouAdd(source, quiet)) expect(learns).not.toContain('client');
});
