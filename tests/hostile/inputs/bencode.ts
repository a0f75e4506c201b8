import fc from 'fast-check';

// Bencoded texts (BEP 3) as Latin-1 strings, from correct to hopeless.

const numberText = fc.oneof(
  fc.integer().map(String),
  fc.constantFrom(
    '-1',
    '0',
    '65536',
    '2147483648',
    '4294967296',
    '-9223372036854775808',
    '1' + '0'.repeat(40),
  ),
);
const integerText = numberText.map((number) => `i${number}e`);
export const latin1Text = (maxLength: number): fc.Arbitrary<string> =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('latin1'));
export const stringText = (text: string): string => `${text.length}:${text}`;

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    integerText,
    latin1Text(30).map(stringText),
    fc.array(tie('value'), { maxLength: 4 }).map((values) => `l${values.join('')}e`),
    fc
      .array(fc.tuple(latin1Text(10), tie('value')), { maxLength: 4 })
      .map((entries) => `d${entries.map(([key, entry]) => stringText(key) + entry).join('')}e`),
  ),
}));

/** Correct, apart from the order of keys and how often each is there. */
export const bencodeText: fc.Arbitrary<string> = value;

const hopeless = fc.constantFrom(
  'i-0e',
  'i01e',
  'ie',
  'i--1e',
  'i1',
  '99999999999:',
  '4294967295:x',
  '-1:x',
  '01:x',
  'd1:a',
  'di1ei2ee',
  'd',
  'l',
  'e',
  '',
);

const broken = fc
  .tuple(bencodeText, fc.nat(), latin1Text(4))
  .map(([text, at, wrong]) => text.slice(0, at % (text.length + 1)) + wrong);

const deep = fc
  .tuple(fc.constantFrom('l', 'd1:a'), fc.integer({ min: 50, max: 3_000 }), fc.boolean())
  .map(([open, depth, isClosed]) => open.repeat(depth) + (isClosed ? '0:' + 'e'.repeat(depth) : ''));

export const anyBencode: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: bencodeText, weight: 4 },
  { arbitrary: broken, weight: 4 },
  { arbitrary: hopeless, weight: 1 },
  { arbitrary: deep, weight: 1 },
);

/** A dictionary with these keys, each with what it should hold, with anything else, or left out. */
export function dictionaryOf(fields: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> {
  const entries = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, right]) =>
      fc
        .oneof(
          { arbitrary: right, weight: 6 },
          { arbitrary: bencodeText, weight: 1 },
          { arbitrary: fc.constant(undefined), weight: 1 },
        )
        .map((text) => (text === undefined ? '' : stringText(key) + text)),
    );
  return fc.tuple(...entries).map((texts) => `d${texts.join('')}e`);
}

export { integerText };

/**
 * Addresses as peers, trackers and DHT nodes write them: 4 bytes and a port. Only of this computer, so that nothing is
 * ever sent to anybody else, whatever is believed.
 */
export const compactAddresses: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc
        .tuple(
          fc.oneof(
            fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
            fc.constant([0, 0, 0, 0]),
          ),
          fc.oneof(fc.constant(0), fc.constant(1), fc.nat(65_535)),
        )
        .map(([host, port]) => String.fromCharCode(...host, port >> 8, port & 0xff)),
      { maxLength: 6 },
    ),
    // Not a whole number of addresses.
    fc.oneof({ arbitrary: fc.constant(''), weight: 3 }, { arbitrary: fc.constant('\u007f\0\0'), weight: 1 }),
  )
  .map(([whole, rest]) => whole.join('') + rest);

/** The same for IPv6: ::1 and ::ffff:127.0.0.1. */
export const compactAddresses6: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc
        .tuple(
          fc.constantFrom('\0'.repeat(15) + '\u0001', '\0'.repeat(10) + '\u00ff\u00ff\u007f\0\0\u0001'),
          fc.nat(65_535),
        )
        .map(([host, port]) => host + String.fromCharCode(port >> 8, port & 0xff)),
      { maxLength: 3 },
    ),
    fc.constantFrom('', '', '\0\0'),
  )
  .map(([whole, rest]) => whole.join('') + rest);
