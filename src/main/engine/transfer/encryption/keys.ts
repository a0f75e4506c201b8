import { createHash } from 'node:crypto';
import { makeRc4, type Rc4 } from './rc4.ts';

/** RC4 begins weakly; so many bytes are thrown away first, as the specification asks. */
const discardedBytes = 1_024;

export function sha1(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** What the stranger sends to say which torrent it means, without saying it to others. */
export function hiddenName(infoHash: Uint8Array): Uint8Array {
  return sha1('req2', infoHash);
}

export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, at) => byte ^ (b[at] ?? 0));
}

interface LinkCiphers {
  /** From the one that dialled, and to it. */
  readonly fromDialler: Rc4;
  readonly toDialler: Rc4;
}

export function ciphersOf(secret: Uint8Array, infoHash: Uint8Array): LinkCiphers {
  const make = (name: string): Rc4 => {
    const cipher = makeRc4(sha1(name, secret, infoHash));
    cipher.apply(new Uint8Array(discardedBytes));
    return cipher;
  };
  return { fromDialler: make('keyA'), toDialler: make('keyB') };
}
