import { createHash } from 'node:crypto';
import { encodeBencode } from '#shared/domain/bencode.ts';
import { ports, trackers } from './names.ts';

/** A torrent that the internet has and the client downloads; so big that no test sees it end. */
export interface Download {
  readonly name: string;
  /** 40 hex characters. */
  readonly infoHash: string;
  readonly infoBytes: Uint8Array;
  readonly sizeBytes: number;
  readonly pieceBytes: number;
  readonly pieceCount: number;
  /** What any stretch of it holds. */
  read(offset: number, length: number): Buffer;
}

const pieceBytes = 256 * 1024;
const pieceCount = 512;

/** Every piece holds the same, so that making it costs one hash. The name decides the content and so the infohash. */
export function makeDownload(name: string, { isPrivate = false } = {}): Download {
  const piece = Buffer.alloc(pieceBytes, `${name} `);
  const pieces = Buffer.concat(Array(pieceCount).fill(createHash('sha1').update(piece).digest()) as Buffer[]);
  const sizeBytes = pieceBytes * pieceCount;
  // BEP 27.
  const privacy = isPrivate ? { private: 1 } : {};
  const infoBytes = encodeBencode({
    length: sizeBytes,
    name,
    'piece length': pieceBytes,
    pieces,
    ...privacy,
  });
  return {
    name,
    infoHash: createHash('sha1').update(infoBytes).digest('hex'),
    infoBytes,
    sizeBytes,
    pieceBytes,
    pieceCount,
    read(offset, length) {
      const start = offset % pieceBytes;
      const twice = Buffer.concat([piece, piece]);
      return twice.subarray(start, start + Math.min(length, pieceBytes));
    },
  };
}

export const downloads = {
  first: makeDownload('first.bin'),
  second: makeDownload('second.bin'),
  /** Private: the DHT knows who has them, because somebody there did not keep to it. */
  blurted: makeDownload('blurted.bin', { isPrivate: true }),
  confided: makeDownload('confided.bin', { isPrivate: true }),
} as const;

/** A .torrent file. */
export function torrentFile({ infoBytes }: Download, tracker: string): Buffer {
  const announce = encodeBencode({ announce: tracker }).subarray(0, -1);
  return Buffer.concat([announce, Buffer.from('4:info'), infoBytes, Buffer.from('e')]);
}

/**
 * A magnet link with every kind of source that makes a client contact somebody: trackers, a web seed that sends on to
 * another name, an exact source, and a peer by name.
 */
export function magnetLink({ name, infoHash }: Download): string {
  const parameters: [string, string][] = [
    ['dn', name],
    ...Object.values(trackers).map((url): [string, string] => ['tr', url]),
    ['ws', `http://seed.example/seed/${name}`],
    ['xs', `http://source.example/source/${name}.torrent`],
    ['x.pe', `peer.example:${ports.peer}`],
  ];
  return `magnet:?xt=urn:btih:${infoHash}&${parameters.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}
