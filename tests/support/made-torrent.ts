import { hash } from 'node:crypto';
import { encodeBencode } from '../../src/shared/domain/bencode.ts';

/** A torrent of one file whose every byte the test knows. */
export interface MadeTorrent {
  /** 40 hex characters. */
  readonly infoHash: string;
  readonly name: string;
  readonly data: Buffer;
  readonly pieceSizeBytes: number;
  readonly pieceCount: number;
  /** The info dictionary, bencoded: what peers send to one who has only a magnet link. */
  readonly info: Buffer;
  /** The whole .torrent file. */
  readonly file: Buffer;
}

interface Wishes {
  readonly name: string;
  readonly data: Buffer;
  readonly pieceSizeBytes: number;
  readonly trackers?: readonly string[];
  readonly isPrivate?: boolean;
}

export function makeTorrent({ name, data, pieceSizeBytes, trackers = [], isPrivate }: Wishes): MadeTorrent {
  const pieceCount = Math.ceil(data.length / pieceSizeBytes);
  const pieces = Buffer.concat(
    Array.from({ length: pieceCount }, (_, piece) =>
      hash('sha1', data.subarray(piece * pieceSizeBytes, (piece + 1) * pieceSizeBytes), 'buffer'),
    ),
  );
  const info = Buffer.from(
    encodeBencode({
      name,
      length: data.length,
      'piece length': pieceSizeBytes,
      pieces,
      private: isPrivate === true ? 1 : undefined,
    }),
  );
  const announce = encodeBencode(trackers.map((tracker) => [tracker]));
  const head = trackers.length === 0 ? ['d'] : ['d13:announce-list', announce];
  const file = Buffer.concat([...head, '4:info', info, 'e'].map((part) => Buffer.from(part)));
  return { infoHash: hash('sha1', info), name, data, pieceSizeBytes, pieceCount, info, file };
}
