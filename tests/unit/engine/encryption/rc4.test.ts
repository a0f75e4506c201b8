import { expect, test } from 'vitest';
import { makeRc4 } from '../../../../src/main/engine/transfer/encryption/rc4.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

// RFC 6229: the first 16 bytes of the stream, and those from 1536 on.
test.each([
  ['0102030405', 'b2396305f03dc027ccc3524a0a1118a8', 'd8729db41882259bee4f825325f5a130'],
  [
    '0102030405060708090a0b0c0d0e0f10',
    '9ac7cc9a609d1ef7b2932899cde41b97',
    'ffa0b514647ec04f6306b892ae661181',
  ],
])('the stream of key %s is the one of RFC 6229', (key, first, later) => {
  const cipher = makeRc4(Buffer.from(key, 'hex'));
  const stream = new Uint8Array(1_552);

  cipher.apply(stream);

  expect(hex(stream.subarray(0, 16))).toBe(first);
  expect(hex(stream.subarray(1_536))).toBe(later);
  cipher.release();
});

test('streams do not disturb each other, and go on where they stopped, over more than one page', () => {
  const [one, other] = [makeRc4(Buffer.from('one')), makeRc4(Buffer.from('other'))];
  const parts = [new Uint8Array(70_000), new Uint8Array(3)];
  for (const part of parts) {
    one.apply(part);
    other.apply(new Uint8Array(10));
  }

  const whole = new Uint8Array(70_003);
  makeRc4(Buffer.from('one')).apply(whole);

  expect(Buffer.concat(parts)).toEqual(Buffer.from(whole));
});

test('a cipher that was given back cannot be used any more', () => {
  const cipher = makeRc4(Buffer.from('key'));
  cipher.release();

  expect(() => cipher.apply(new Uint8Array(1))).toThrow('given back');
});
