import bencode from 'bencode';
import type { ParsedTorrent } from 'webtorrent';
import type { Content, StartTorrent } from '#shared/contract/engine.ts';
import type { Layout } from '../content/layout.ts';

/**
 * A torrent in the shape that WebTorrent's parse-torrent would make of it. WebTorrent sees one long file: which bytes
 * belong to which file is our store's business, and 2,000 files would be looked through after every piece. Only web
 * seeds need the names, to make URLs of them.
 */
export function parsedTorrentOf(start: StartTorrent, content: Content, layout: Layout): ParsedTorrent {
  const { name, sizeBytes, pieceSizeBytes, infoBytes } = content;
  const named = content.files.map(({ path, sizeBytes: length, offset }) => ({
    path: path.join('/'),
    name: path.at(-1) ?? name,
    length,
    offset,
  }));
  return {
    infoHash: start.infoHash,
    announce: start.trackers.flat(),
    urlList: [...start.webSeeds],
    private: start.isPrivate,
    name,
    info: bencode.decode(infoBytes),
    files: start.webSeeds.length > 0 ? named : [{ path: name, name, length: sizeBytes, offset: 0 }],
    length: sizeBytes,
    pieceLength: pieceSizeBytes,
    lastPieceLength: layout.sizeOfPiece(layout.pieceCount - 1),
    pieces: Array.from({ length: layout.pieceCount }, (_, index) =>
      Buffer.from(layout.hashOfPiece(index)).toString('hex'),
    ),
  };
}

/** A torrent of which nothing but the infohash is known: peers are asked for the rest (BEP 9). */
export function parsedMagnetOf(start: StartTorrent): ParsedTorrent {
  return { infoHash: start.infoHash, announce: start.trackers.flat(), urlList: [] };
}
