import fc from 'fast-check';
import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import { parseCompactAddress, toCompactAddress } from '../../../src/main/engine/swarm/compact-address.ts';

test.each([
  ['4 bytes', Uint8Array.of(198, 51, 100, 2), '198.51.100.2'],
  ['4 bytes and a port', Uint8Array.of(198, 51, 100, 2, 26, 225), '198.51.100.2'],
  ['16 bytes', Uint8Array.from([32, 1, 13, 184, ...Array<number>(11).fill(0), 7]), '2001:db8::7'],
  [
    'IPv4 in IPv6 clothes',
    Uint8Array.from([...Array<number>(10).fill(0), 255, 255, 192, 0, 2, 1]),
    '192.0.2.1',
  ],
  ['text', '2001:DB8:0::7', '2001:db8::7'],
])('an address is read from %s', (_what, said, address) => {
  expect(parseCompactAddress(said)).toBe(address);
});

test.each([
  ['nothing', undefined],
  ['a wrong length', Uint8Array.of(1, 2, 3)],
  ['no address', Uint8Array.of(0, 0, 0, 0)],
  ['a group', Uint8Array.of(239, 1, 2, 3)],
  ['a scope', 'fe80::1%eth0'],
  ['a number that older programs take for an address', '3232235777'],
  ['a structure', { ip: '1.2.3.4' }],
])('%s is not an address', (_what, said) => {
  expect(parseCompactAddress(said)).toBeUndefined();
});

test('whatever strangers say, what comes out is an address or nothing', () => {
  const said = fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.string(), fc.ipV4(), fc.ipV6(), fc.anything());
  fc.assert(
    fc.property(said, (given) => {
      const address = parseCompactAddress(given);
      if (address !== undefined) expect(isIP(address)).toBeGreaterThan(0);
    }),
  );
});

test('what we tell peers is what they would read', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      const bytes = toCompactAddress(address);
      const read = parseCompactAddress(bytes);
      if (read !== undefined) expect(toCompactAddress(read)).toEqual(bytes);
    }),
  );
  expect(toCompactAddress('::ffff:192.0.2.1')).toEqual(Uint8Array.of(192, 0, 2, 1));
  expect(toCompactAddress('peer.example')).toBeUndefined();
});
