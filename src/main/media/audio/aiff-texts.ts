import type { BoundedFile } from '../reading/bounded-file.ts';
import { cleanText } from '../reading/clean-text.ts';
import { decodeText } from '../reading/decode-text.ts';

const maxChunks = 200;
const maxTextBytes = 16 * 1024;

/**
 * The text chunks of an AIFF file. Music-metadata takes them for ASCII and drops a bit of every letter that is not.
 * (Audio Interchange File Format 1.3, "Text Chunks")
 */
export async function readAiffTexts(
  file: BoundedFile,
): Promise<{ readonly title: string | null; readonly artist: string | null }> {
  const texts = new Map<string, string>();
  let at = 12;
  for (let chunks = 0; chunks < maxChunks && at + 8 <= file.stat.sizeBytes; chunks += 1) {
    const head = Buffer.alloc(8);
    await file.read(head, at);
    const id = head.toString('latin1', 0, 4);
    const length = head.readUInt32BE(4);
    if ((id === 'NAME' || id === 'AUTH') && length <= maxTextBytes) {
      const bytes = Buffer.alloc(length);
      texts.set(id, decodeText(bytes.subarray(0, await file.read(bytes, at + 8))));
    }
    at += 8 + length + (length % 2);
  }
  return { title: cleanText(texts.get('NAME')), artist: cleanText(texts.get('AUTH')) };
}
