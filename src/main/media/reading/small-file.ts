import { ReadProblem } from '../read-problem.ts';
import { openBounded, type Bounds } from './bounded-file.ts';

/** A file that is read whole: a cue sheet, a playlist, a picture. @throws as openBounded(), and when it is larger */
export async function readSmallFile(
  path: string,
  { maxBytes, ...bounds }: Bounds & { readonly maxBytes: number },
): Promise<Uint8Array> {
  await using file = await openBounded(path, bounds);
  const { sizeBytes } = file.stat;
  if (sizeBytes > maxBytes)
    throw new ReadProblem('unreadable', `It is larger than ${Math.round(maxBytes / 1024 / 1024)} MB.`);
  const bytes = new Uint8Array(sizeBytes);
  return bytes.subarray(0, await file.read(bytes, 0));
}
