import { AppError } from '#shared/contract/errors.ts';

/** @throws AppError `not-readable` for what is longer */
export async function readWhole(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > maxBytes) throw new AppError('not-readable', 'This file is too long for what it is.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
