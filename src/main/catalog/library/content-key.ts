/*
 * Digests take half the place as bytes, and stand twice in the file for each track: in the row and in the index. The first
 * byte says how to read the others back.
 */
const [asText, asHex] = [0, 1];

export function packContentKey(key: string): Buffer {
  const isHex = key.length % 2 === 0 && /^[0-9a-f]+$/u.test(key);
  return Buffer.concat([Buffer.from([isHex ? asHex : asText]), Buffer.from(key, isHex ? 'hex' : 'utf8')]);
}

export function unpackContentKey(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(1)).toString(bytes[0] === asHex ? 'hex' : 'utf8');
}
