import type { StoreReader } from '../../content/store-reader.ts';
import { maxRequestBytes, messageId } from '../wire/index.ts';
import type { Peer, UploadRequest } from './peer.ts';

/** What peers ask of us, and when they get it. */
export interface Uploads {
  request(peer: Peer, request: UploadRequest): void;
  cancel(peer: Peer, request: UploadRequest): void;
  /** Sends as much as the peer's connection takes now. */
  pump(peer: Peer): void;
  choke(peer: Peer): void;
  unchoke(peer: Peer): void;
}

/** As we tell peers (`reqq`): the usual figure, and it bounds the memory that a peer can ask us to hold. */
export const requestQueue = 500;

/** What may lie between us and the system for one peer: two arenas keep a fast connection busy. */
const highWaterBytes = 512 * 1024;

interface UploadsParts {
  readonly has: (piece: number) => boolean;
  readonly pieceCount: number;
  readonly pieceBytes: number;
  readonly sizeOfPiece: (piece: number) => number;
  readonly reader: StoreReader;
  readonly nowMs: () => number;
  onSent(bytes: number): void;
  /** It asked for what makes no sense, or for more than it was told it may. */
  onAbuse(peer: Peer): void;
  onError(error: unknown): void;
}

export function makeUploads(parts: UploadsParts): Uploads {
  const { has, pieceCount, pieceBytes, sizeOfPiece, reader, nowMs, onSent, onAbuse, onError } = parts;

  function reject(peer: Peer, { piece, begin, length }: UploadRequest): void {
    if (peer.hasFast) peer.wire.writer.withRange(messageId.reject, piece, begin, length);
  }

  function makesSense({ piece, begin, length }: UploadRequest): boolean {
    return (
      piece < pieceCount && length > 0 && length <= maxRequestBytes && begin + length <= sizeOfPiece(piece)
    );
  }

  /** Whether the connection takes another block now. */
  function hasRoom(peer: Peer): boolean {
    return peer.wire.writer.waitingBytes < highWaterBytes;
  }

  function load(peer: Peer, offset: number, length: number): void {
    peer.isLoading = true;
    reader.load(offset, length).then(
      () => {
        peer.isLoading = false;
        if (!peer.wire.isOver) pump(peer);
      },
      (error: unknown) => {
        peer.isLoading = false;
        onError(error);
      },
    );
  }

  function pump(peer: Peer): void {
    if (peer.isLoading || peer.wire.isOver) return;
    const { uploads } = peer;
    let done = 0;
    let sentBytes = 0;
    while (done < uploads.length && hasRoom(peer)) {
      const request = uploads[done];
      if (request === undefined) break;
      const { piece, begin, length } = request;
      const offset = piece * pieceBytes + begin;
      const bytes = reader.peek(offset, length);
      if (bytes === undefined) {
        load(peer, offset, length);
        break;
      }
      if (peer.shares.up.take(length) === 0) break; // called again when it is this peer's turn
      peer.wire.writer.block(piece, begin, bytes);
      sentBytes += length;
      done++;
    }
    if (done === 0) return;
    uploads.splice(0, done);
    peer.sentBytes += sentBytes;
    peer.lastSaidMs = nowMs();
    peer.taken.add(sentBytes);
    onSent(sentBytes);
    peer.wire.writer.flush();
  }

  return {
    request(peer, request) {
      if (!makesSense(request)) {
        reject(peer, request);
        onAbuse(peer);
        return;
      }
      // It may have asked before it heard of the choke: no abuse, and no answer without BEP 6.
      if (peer.amChoking || !has(request.piece)) {
        reject(peer, request);
        return;
      }
      if (peer.uploads.length >= requestQueue) {
        reject(peer, request);
        onAbuse(peer);
        return;
      }
      peer.uploads.push(request);
    },
    cancel(peer, { piece, begin, length }) {
      const at = peer.uploads.findIndex(
        (one) => one.piece === piece && one.begin === begin && one.length === length,
      );
      if (at === -1) return;
      const [request] = peer.uploads.splice(at, 1);
      if (request !== undefined) reject(peer, request);
    },
    pump,
    choke(peer) {
      if (peer.amChoking) return;
      peer.amChoking = true;
      peer.wire.writer.plain(messageId.choke);
      for (const request of peer.uploads.splice(0)) reject(peer, request);
      peer.wire.writer.flush();
    },
    unchoke(peer) {
      if (!peer.amChoking) return;
      peer.amChoking = false;
      peer.wire.writer.plain(messageId.unchoke);
      peer.wire.writer.flush();
    },
  };
}
