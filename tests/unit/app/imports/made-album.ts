import { hash } from 'node:crypto';
import { parseInfoHash } from '../../../../src/shared/domain/info-hash.ts';
import { encodeBencode } from '../../../../src/shared/domain/bencode.ts';

/** Three files in six pieces of 32 KiB, with a tracker. */
const info = encodeBencode({
  files: [
    { length: 70_000, path: ['1.bin'] },
    { length: 70_000, path: ['2.bin'] },
    { length: 40_000, path: ['3.bin'] },
  ],
  name: 'album',
  'piece length': 32_768,
  pieces: new Uint8Array(6 * 20),
});
const infoHash = parseInfoHash(hash('sha1', info));
if (infoHash === undefined) throw new Error('SHA-1 in hex is an infohash');

export const album = { infoHash };
export const hashBytes = Buffer.from(infoHash, 'hex');
export const albumBytes = Buffer.concat([
  Buffer.from('d8:announce25:http://a.example/announce4:info'),
  info,
  Buffer.from('e'),
]);

/** `110` as a bitfield: the first bit is the highest. */
export function bits(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(text.length / 8));
  for (const [index, bit] of Array.from(text).entries())
    if (bit === '1') bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return bytes;
}
