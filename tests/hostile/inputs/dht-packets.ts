import fc from 'fast-check';
import {
  anyBencode,
  compactAddresses,
  dictionaryOf,
  integerText,
  latin1Text,
  stringText,
} from './bencode.ts';

const text = (maxLength: number) => latin1Text(maxLength).map(stringText);
/** 20 bytes, mostly. */
const id = fc.oneof(
  {
    arbitrary: fc
      .uint8Array({ minLength: 20, maxLength: 20 })
      .map((bytes) => Buffer.from(bytes).toString('latin1')),
    weight: 5,
  },
  { arbitrary: latin1Text(40), weight: 1 },
);
const idText = id.map(stringText);

/** 26 bytes a node: its id and its address, on this computer. */
const nodes = fc
  .array(fc.tuple(id, compactAddresses), { maxLength: 8 })
  .map((some) => stringText(some.map(([one, address]) => one + address.slice(0, 6)).join('')));

const values = fc
  .array(compactAddresses.map(stringText), { maxLength: 5 })
  .map((some) => `l${some.join('')}e`);

const query = dictionaryOf({
  a: dictionaryOf({
    id: idText,
    implied_port: integerText,
    info_hash: idText,
    k: text(40),
    port: integerText,
    salt: text(70),
    seq: integerText,
    sig: text(70),
    target: idText,
    token: text(20),
    v: anyBencode,
    want: values,
  }),
  q: fc
    .constantFrom('ping', 'find_node', 'get_peers', 'announce_peer', 'get', 'put', 'sample_infohashes', '')
    .map(stringText),
  t: text(4),
  y: fc.constant(stringText('q')),
});

/** Answers that nobody asked for, or whose transaction was guessed. */
const answer = dictionaryOf({
  e: fc.constant('li201e5:errore'),
  ip: compactAddresses.map(stringText),
  r: dictionaryOf({ id: idText, nodes, nodes6: text(40), token: text(20), v: anyBencode, values }),
  t: fc.oneof(
    fc.nat(65_535).map((number) => stringText(String.fromCharCode(number >> 8, number & 0xff))),
    text(4),
  ),
  y: fc.constantFrom('r', 'r', 'e', 'x').map(stringText),
});

/** Packets as DHT nodes send them (BEP 5, 44), and what is none. */
export const dhtPacket: fc.Arbitrary<Buffer> = fc
  .oneof(
    { arbitrary: query, weight: 5 },
    { arbitrary: answer, weight: 4 },
    { arbitrary: anyBencode, weight: 2 },
    { arbitrary: latin1Text(1_200), weight: 1 },
  )
  .map((packet) => Buffer.from(packet, 'latin1').subarray(0, 1_400));
