import { randomBytes } from 'node:crypto';

/** The prime of the specification (768 bits); its generator is 2. */
const prime =
  0xffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a63a36210000000000090563n;
/** As the specification advises; more would not be safer with such a prime. */
const privateBytes = 20;

export const keyBytes = 96;

export interface KeyPair {
  /** 96 bytes. */
  readonly publicKey: Uint8Array;
  /** 96 bytes; undefined for a key that nobody chooses who means it well (0, 1, the prime less one, and beyond). */
  secretWith(theirs: Uint8Array): Uint8Array | undefined;
}

/** About a millisecond. Node's own Diffie-Hellman proves the prime anew for each pair, which takes twenty times as long. */
export function makeKeyPair(): KeyPair {
  const own = numberOf(randomBytes(privateBytes));
  return {
    publicKey: bytesOf(power(2n, own)),
    secretWith(theirs) {
      const key = numberOf(theirs);
      return key < 2n || key >= prime - 1n ? undefined : bytesOf(power(key, own));
    },
  };
}

/** Modulo the prime, by squaring. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function bytesOf(number: bigint): Uint8Array {
  return Buffer.from(number.toString(16).padStart(2 * keyBytes, '0'), 'hex');
}
