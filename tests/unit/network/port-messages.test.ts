import fc from 'fast-check';
import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import { makeEpoch } from '../../../src/main/network/port-mapping/epoch.ts';
import { readAddress, readAnswer } from '../../../src/main/network/port-mapping/nat-pmp.ts';
import { encodeMap, readMap } from '../../../src/main/network/port-mapping/pcp.ts';
import { readDescription } from '../../../src/main/network/port-mapping/upnp/description.ts';
import { readLocation, urlAt } from '../../../src/main/network/port-mapping/upnp/search.ts';
import { answerPcp } from '../../support/scripted-gateway.ts';

const gateway = '192.168.7.1';
const wish = { protocol: 'tcp', internalPort: 6881, externalPort: 0, lifetimeSeconds: 60 } as const;
const map = { ...wish, nonce: Buffer.alloc(12, 7), ownAddress: '192.168.7.2' };
const bytes = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array));

test('no bytes of strangers are more than no answer', () => {
  fc.assert(
    fc.property(bytes, (given) => {
      readAnswer(given, wish);
      const address = readAddress(given);
      if (typeof address === 'string') expect(isIP(address)).toBe(4);
      readMap(given, map);
    }),
  );
});

test('a PCP answer with any byte changed is read without harm', () => {
  const answer = answerPcp(encodeMap(map));
  fc.assert(
    fc.property(fc.nat(59), fc.nat(255), fc.nat(60), (at, value, length) => {
      const changed = Buffer.from(answer.subarray(0, length));
      if (at < length) changed[at] = value;
      const read = readMap(changed, map);
      if (typeof read === 'object' && read.externalAddress !== undefined)
        expect(isIP(read.externalAddress)).toBeGreaterThan(0);
    }),
  );
});

test('PCP over IPv6 asks for any IPv6 address', () => {
  const question = encodeMap({ ...map, ownAddress: 'fd66::2' });
  expect(question.subarray(8, 24).toString('hex')).toBe('fd660000000000000000000000000002');
  expect(question.subarray(44).toString('hex')).toBe('0'.repeat(32));
});

test.each([
  ['the same clock', 1_000, 1_060, 60_000, false],
  ['a clock that starts anew', 1_000, 5, 60_000, true],
  ['a clock that runs ahead', 1_000, 1_200, 60_000, true],
  ['a clock that stands still', 1_000, 1_001, 60_000, true],
  ['a clock that is a little slow', 1_000, 1_058, 60_000, false],
])('%s tells whether a gateway has forgotten', (_what, before, after, passedMs, hasForgotten) => {
  const epoch = makeEpoch();
  expect(epoch.heard(before, 0)).toBe(false);
  expect(epoch.heard(after, passedMs)).toBe(hasForgotten);
});

const answer = (location: string) => Buffer.from(`HTTP/1.1 200 OK\r\nST: x\r\nLocation: ${location}\r\n\r\n`);

test('a router describes itself, and sends us nowhere else', () => {
  expect(readLocation(answer(`http://${gateway}:5000/root.xml`), gateway)).toBe(
    `http://${gateway}:5000/root.xml`,
  );
  for (const elsewhere of [
    'http://192.168.7.9/root.xml',
    'http://router.lan/root.xml',
    `https://${gateway}/`,
    `http://someone@${gateway}/`,
    `http://${gateway}.evil.test/`,
    'file:///etc/passwd',
    '',
  ])
    expect(readLocation(answer(elsewhere), gateway)).toBeUndefined();
  expect(readLocation(Buffer.from('NOTIFY * HTTP/1.1\r\nLOCATION: http://192.168.7.1/\r\n'), gateway)).toBe(
    undefined,
  );
});

const service = (type: string, path: string) =>
  `<service><serviceType>${type}</serviceType><controlURL>${path}</controlURL></service>`;
const ip = 'urn:schemas-upnp-org:service:WANIPConnection:1';

test('the service that opens ports is found among the others', () => {
  const text = `<root><device>${service('urn:x:Layer3Forwarding:1', '/a')}${service(ip, '/b?c=1&amp;d=2')}</device></root>`;
  const origin = { gateway, url: `http://${gateway}:5000/root.xml` };
  expect(readDescription(text, origin)).toEqual([
    { type: ip, controlUrl: `http://${gateway}:5000/b?c=1&d=2` },
  ]);
  expect(readDescription(`<URLBase>http://${gateway}:99/</URLBase>${service(ip, 'c')}`, origin)).toEqual([
    { type: ip, controlUrl: `http://${gateway}:99/c` },
  ]);
  expect(readDescription(service(ip, 'http://192.168.7.9/'), origin)).toEqual([]);
  expect(readDescription(`<URLBase>http://10.0.0.1/</URLBase>${service(ip, 'c')}`, origin)).toEqual([]);
});

test('whatever a description says, only the gateway is talked to', () => {
  const words = fc.constantFrom(
    '<service>',
    '</service>',
    '<URLBase>',
    '</URLBase>',
    ip,
    '<controlURL>',
    '//evil.test',
  );
  const text = fc
    .array(fc.oneof(words, fc.string({ maxLength: 8 }), fc.webUrl()))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        fc.webUrl().map((url) => service(ip, url)),
      ),
      (given) => {
        for (const { controlUrl } of readDescription(given, { gateway, url: `http://${gateway}/` }))
          expect(new URL(controlUrl).hostname).toBe(gateway);
      },
    ),
  );
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string()), (given) => {
      const url = urlAt(gateway, given, `http://${gateway}/`);
      if (url !== undefined) expect(new URL(url).hostname).toBe(gateway);
    }),
  );
});

test('a description of nothing but openings is read in no time', () => {
  const since = performance.now();
  readDescription('<service><serviceType>'.repeat(9_000), { gateway, url: `http://${gateway}/` });
  expect(performance.now() - since).toBeLessThan(1_000);
});
