import fc from 'fast-check';
import { extended } from '../../support/scripted-leecher.ts';
import {
  anyBencode,
  bencodeText,
  compactAddresses,
  compactAddresses6,
  dictionaryOf,
  integerText,
  latin1Text,
  stringText,
} from './bencode.ts';

/** By what Warren wants its extensions to be called. */
export const warrens = { metadata: 1, pex: 2, dontHave: 3 } as const;

const text = (maxLength: number) => latin1Text(maxLength).map(stringText);

/** Extended handshakes (BEP 10) whose fields are of the wrong kind or size, twice there, or nested. */
const greeting = dictionaryOf({
  m: dictionaryOf({
    ut_metadata: integerText,
    ut_pex: integerText,
    lt_donthave: integerText,
    ut_holepunch: integerText,
  }),
  metadata_size: integerText,
  p: integerText,
  reqq: integerText,
  v: text(3_000),
  yourip: text(20),
  ipv4: text(6),
  ipv6: text(20),
  upload_only: integerText,
}).map((body) => extended(0, body));

/** Requests for, and parts of, the torrent's description (BEP 9). */
const metadata = fc
  .tuple(
    dictionaryOf({ msg_type: integerText, piece: integerText, total_size: integerText }),
    latin1Text(500),
  )
  .map(([body, rest]) => extended(warrens.metadata, body + rest));

const compact = compactAddresses.map(stringText);
const compact6 = compactAddresses6.map(stringText);

/** News of other peers (BEP 11). */
const pex = dictionaryOf({
  added: compact,
  'added.f': text(8),
  added6: compact6,
  'added6.f': text(8),
  dropped: compact,
  dropped6: compact6,
}).map((body) => extended(warrens.pex, body));

const dontHave = fc
  .uint8Array({ maxLength: 8 })
  .map((bytes) => extended(warrens.dontHave, Buffer.from(bytes).toString('latin1')));

/** A message of any extension, spoken or not, with anything in it. */
const anything = fc
  .tuple(fc.nat(255), fc.oneof(anyBencode, bencodeText))
  // What could be read as a list of peers is left to those above, which name this computer only.
  .filter(([number]) => number !== warrens.pex)
  .map(([number, body]) => extended(number, body));

export const extendedMessage: fc.Arbitrary<Buffer> = fc.oneof(greeting, metadata, pex, dontHave, anything);
