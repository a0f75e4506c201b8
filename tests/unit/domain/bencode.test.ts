import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BencodeError,
  decodeBencode,
  encodeBencode,
  type Encodable,
} from '../../../src/shared/domain/bencode.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('each kind of value is read', () => {
  const { value } = decodeBencode(bytes('d3:bari-7e3:fool1:ai0eee'));
  expect(value).toEqual(
    new Map<string, unknown>([
      ['bar', -7],
      ['foo', [bytes('a'), 0]],
    ]),
  );
});

test('the span of a value in the outermost dictionary is exactly its bytes', () => {
  const text = 'd1:ai1e4:infod4:name1:xe1:zi2ee';
  const span = decodeBencode(bytes(text)).spans.get('info');
  expect(span && text.slice(...span)).toBe('d4:name1:xe');
});

test.each([
  ['i007e', 'leading zero'],
  ['i-0e', 'Negative zero'],
  ['ie', 'Empty number'],
  ['i99999999999999999999e', 'too large'],
  ['5:abc', 'longer than the file'],
  ['l', 'ends too early'],
  ['d1:ae', 'Not a number'],
  ['x', 'Not a number'],
  ['', 'ends too early'],
])('%s is refused', (text, why) => {
  expect(() => decodeBencode(bytes(text))).toThrow(BencodeError);
  expect(() => decodeBencode(bytes(text))).toThrow(why);
});

test('100 MB of nesting is refused at once, without using up the stack', () => {
  const nested = new Uint8Array(100_000_000).fill('l'.charCodeAt(0));
  expect(() => decodeBencode(nested)).toThrow('Nested too deeply');
});

test('any bytes either decode or are refused with a BencodeError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
      try {
        decodeBencode(input);
      } catch (error) {
        expect(error).toBeInstanceOf(BencodeError);
      }
    }),
    { numRuns: 2000 },
  );
});

test('what is encoded decodes to the same', () => {
  const { value } = fc.letrec<{ value: Encodable }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.integer(),
      fc.uint8Array(),
      fc.array(tie('value')),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/u), tie('value')),
    ),
  }));
  const plain = (input: unknown): unknown =>
    input instanceof Map
      ? Object.fromEntries([...input].map(([key, entry]) => [key, plain(entry)]))
      : Array.isArray(input)
        ? input.map(plain)
        : input;
  fc.assert(
    fc.property(value, (input) => {
      expect(plain(decodeBencode(encodeBencode(input)).value)).toEqual(plain(structuredClone(input)));
    }),
  );
});
