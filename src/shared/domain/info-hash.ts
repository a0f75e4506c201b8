/** 40 lowercase hex characters naming one swarm (the SHA-1 of its info dictionary, BEP 3); never a display name. */
export type InfoHash = string & { readonly __brand: 'InfoHash' };

const infoHashPattern = /^[0-9a-f]{40}$/;
const prefixPattern = /^[0-9a-f]{4,40}$/;
const base32Alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Returns `undefined` instead of throwing: callers hold text a person typed. */
export function parseInfoHash(text: string): InfoHash | undefined {
  const candidate = text.trim().toLowerCase();
  // The one place where text becomes an InfoHash.
  return infoHashPattern.test(candidate) ? (candidate as InfoHash) : undefined;
}

/** 20 bytes, as a hash function returns them. */
export function infoHashFromBytes(bytes: Uint8Array): InfoHash | undefined {
  return parseInfoHash(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** The older spelling of magnet links: 32 characters of base 32 (RFC 4648) instead of 40 of hex. */
export function parseBase32InfoHash(text: string): InfoHash | undefined {
  if (text.length !== 32) return undefined;
  let bits = 0n;
  for (const character of text.toLowerCase()) {
    const value = base32Alphabet.indexOf(character);
    if (value < 0) return undefined;
    bits = (bits << 5n) | BigInt(value);
  }
  return parseInfoHash(bits.toString(16).padStart(40, '0'));
}

/** What a person may type for a torrent: its infohash or the first four characters and more. */
export function isInfoHashPrefix(text: string): boolean {
  return prefixPattern.test(text.trim().toLowerCase());
}
