import { createDiffieHellman, hash } from 'node:crypto';
import fc from 'fast-check';

// The encrypted handshake of peers (MSE): two Diffie-Hellman keys of 96 bytes with padding, then RC4.

const prime = Buffer.from(
  'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a63a36210000000000090563',
  'hex',
);
const keyBytes = 96;

const bytes = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((values) => Buffer.from(values));

/** Keys that are weak, out of range, or no keys. */
const key = fc.oneof(
  bytes(keyBytes, keyBytes),
  fc.constantFrom(
    Buffer.alloc(keyBytes),
    Buffer.alloc(keyBytes, 0xff),
    prime,
    Buffer.concat([Buffer.alloc(keyBytes - 1), Buffer.from([1])]),
    Buffer.concat([prime.subarray(0, -1), Buffer.from([0x62])]),
  ),
);

/** A key, some or far too much padding, and noise where the hash should be. */
export const wrongKeyExchange: fc.Arbitrary<Buffer> = fc
  .tuple(key, bytes(0, 700), bytes(0, 200))
  .map((parts) => Buffer.concat(parts));

/** What is wrong in the second message; the rest of it is as it must be. */
export interface SecondMessage {
  readonly hasRightHash: boolean;
  readonly torrentOff: number;
  readonly constant: Buffer;
  readonly provided: number;
  readonly paddingSays: number;
  readonly paddingBytes: number;
  readonly payloadSays: number;
  readonly payload: Buffer;
}

export const secondMessage: fc.Arbitrary<SecondMessage> = fc.record({
  hasRightHash: fc.constantFrom(true, true, true, false),
  torrentOff: fc.constantFrom(0, 0, 0, 1),
  constant: fc.oneof(
    { arbitrary: fc.constant(Buffer.alloc(8)), weight: 4 },
    { arbitrary: bytes(8, 8), weight: 1 },
  ),
  provided: fc.constantFrom(0, 1, 2, 3, 4, 0xff_ff_ff_ff),
  paddingSays: fc.oneof(fc.nat(512), fc.nat(65_535)),
  paddingBytes: fc.nat(600),
  payloadSays: fc.oneof(fc.nat(100), fc.nat(65_535)),
  payload: bytes(0, 300),
});

export interface Initiator {
  readonly publicKey: Buffer;
  /** @param infoHash 40 hex characters. @param theirKey the first 96 bytes that came back */
  answer(infoHash: string, theirKey: Buffer, wrong: SecondMessage): Buffer;
}

export function makeInitiator(): Initiator {
  const exchange = createDiffieHellman(prime, 2);
  const publicKey = padded(exchange.generateKeys());
  return {
    publicKey,
    answer(infoHash, theirKey, wrong) {
      const secret = padded(exchange.computeSecret(theirKey));
      const torrent = Buffer.from(infoHash, 'hex');
      torrent[0] = (torrent[0] ?? 0) ^ wrong.torrentOff;
      const proof = sha1('req1', secret);
      if (!wrong.hasRightHash) proof.reverse();
      const asked = sha1('req2', torrent);
      const mask = sha1('req3', secret);
      for (const [at, byte] of mask.entries()) asked[at] = (asked[at] ?? 0) ^ byte;
      const head = Buffer.alloc(6);
      head.writeUInt32BE(wrong.provided);
      head.writeUInt16BE(wrong.paddingSays, 4);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(wrong.payloadSays);
      const plain = [wrong.constant, head, Buffer.alloc(wrong.paddingBytes), length, wrong.payload];
      return Buffer.concat([proof, asked, rc4(sha1('keyA', secret, torrent), Buffer.concat(plain))]);
    },
  };
}

function padded(key: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(keyBytes - key.length), key]);
}

function sha1(label: string, ...parts: readonly Buffer[]): Buffer {
  return hash('sha1', Buffer.concat([Buffer.from(label), ...parts]), 'buffer');
}

/** RC4 whose first 1,024 bytes are thrown away, as MSE asks. */
function rc4(key: Buffer, plain: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  const swap = (a: number, b: number) => ([state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0]);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 0xff;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  const next = () => {
    i = (i + 1) & 0xff;
    j = (j + (state[i] ?? 0)) & 0xff;
    swap(i, j);
    return state[((state[i] ?? 0) + (state[j] ?? 0)) & 0xff] ?? 0;
  };
  for (let skipped = 0; skipped < 1_024; skipped++) next();
  return Buffer.from(plain.map((byte) => byte ^ next()));
}
