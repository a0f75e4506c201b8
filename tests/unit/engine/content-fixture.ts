import { hash } from 'node:crypto';
import { makeLayout, type Layout } from '../../../src/main/engine/content/layout.ts';
import type { Content, PlacedFile } from '../../../src/shared/contract/engine.ts';

interface FixtureFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly kind?: PlacedFile['kind'];
  readonly isWanted?: boolean;
}

/** Content of known bytes, laid out as a torrent would be. */
export function makeContent(savePath: string, files: readonly FixtureFile[], pieceSizeBytes = 4): Content {
  let offset = 0;
  const placed = files.map(({ path, bytes, kind = 'content', isWanted = true }) => {
    const file = { path: path.split('/'), sizeBytes: bytes.length, offset, kind, isWanted, stamp: null };
    offset += bytes.length;
    return file;
  });
  return {
    infoBytes: new Uint8Array(),
    name: 'fixture',
    pieceSizeBytes,
    sizeBytes: offset,
    savePath,
    files: placed,
    resume: null,
    progressFile: `${savePath}.progress`,
  };
}

export function makeFixtureLayout(content: Content, files: readonly FixtureFile[]): Layout {
  const whole = Buffer.concat(files.map(({ bytes }) => bytes));
  const hashes: Buffer[] = [];
  for (let at = 0; at < whole.length; at += content.pieceSizeBytes) {
    hashes.push(hash('sha1', whole.subarray(at, at + content.pieceSizeBytes), 'buffer'));
  }
  return makeLayout(content, Buffer.concat(hashes));
}
