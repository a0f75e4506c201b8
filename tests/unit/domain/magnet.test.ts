import { expect, test } from 'vitest';
import { formatMagnet, parseMagnet } from '../../../src/shared/domain/magnet.ts';

const infoHash = 'c12fe1c06bba254a9dc9f519b335aa7c1367a88a';

test('a link is read with its name, trackers, web seeds and peers', () => {
  const link = `magnet:?xt=urn:btih:${infoHash.toUpperCase()}&dn=Two+words&tr=udp%3A%2F%2Fa.test%3A1&tr.1=wss://b.test&tr=ftp://no&ws=http://w.test/f&x.pe=192.0.2.1:5`;
  expect(parseMagnet(link)).toEqual({
    infoHash,
    name: 'Two words',
    trackers: ['udp://a.test:1', 'wss://b.test'],
    webSeeds: ['http://w.test/f'],
    peers: ['192.0.2.1:5'],
  });
});

test('the older base 32 spelling names the same torrent', () => {
  expect(parseMagnet('magnet:?xt=urn:btih:YEX6DQDLXISUVHOJ6UM3GNNKPQJWPKEK')).toMatchObject({ infoHash });
});

test('a URL to fetch (xs) is not taken from a link', () => {
  expect(JSON.stringify(parseMagnet(`magnet:?xt=urn:btih:${infoHash}&xs=http://10.0.0.1/x`))).not.toContain(
    '10.0.0.1',
  );
});

test('a link for v2 and v1 is used by its v1 half, one for v2 alone is told apart', () => {
  const v2 = `urn:btmh:1220${'ab'.repeat(32)}`;
  expect(parseMagnet(`magnet:?xt=${v2}&xt=urn:btih:${infoHash}`)).toMatchObject({ infoHash });
  expect(parseMagnet(`magnet:?xt=${v2}`)).toBe('v2-only');
});

test.each([
  ['', 'not-a-magnet'],
  ['http://example.test', 'not-a-magnet'],
  ['magnet:', 'not-a-magnet'],
  ['magnet:?', 'no-infohash'],
  ['magnet:?xt=urn:btih:123', 'no-infohash'],
  ['magnet:?xt=urn:btih:%ff%ff', 'no-infohash'],
  [`magnet:?dn=${'x'.repeat(200_000)}`, 'not-a-magnet'],
  ['magnet:?&&==&=&xt', 'no-infohash'],
])('garbage is named: %s', (text, fault) => {
  expect(parseMagnet(text)).toBe(fault);
});

test('what is written is read back', () => {
  const parts = { infoHash: parsed(), name: 'Ärger & mehr =?', trackers: ['http://t.test/a?b=c&d'] };
  expect(parseMagnet(formatMagnet(parts))).toMatchObject(parts);
});

function parsed() {
  const magnet = parseMagnet(`magnet:?xt=urn:btih:${infoHash}`);
  if (typeof magnet === 'string') throw new Error(magnet);
  return magnet.infoHash;
}
