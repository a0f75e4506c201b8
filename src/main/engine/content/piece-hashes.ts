import { decodeBencode } from '#shared/domain/bencode.ts';
import { isDictionary } from '#shared/domain/bencode-fields.ts';

/** The SHA-1 of each piece, 20 bytes each, from an info dictionary that the core has checked before. */
export function pieceHashesOf(infoBytes: Uint8Array): Uint8Array {
  const { value } = decodeBencode(infoBytes);
  const pieces = isDictionary(value) ? value.get('pieces') : undefined;
  if (pieces instanceof Uint8Array) return pieces;
  throw new Error('An info dictionary without pieces');
}
