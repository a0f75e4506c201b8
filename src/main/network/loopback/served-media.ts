import type { ByteRange } from '#shared/domain/byte-range.ts';

/** Who reads, as far as it says so itself. */
export interface MediaReader {
  readonly address: string | null;
  readonly port: number | null;
  readonly client: string | null;
  /** It has read this by the same connection before, or has just ended. */
  readonly isKnown: boolean;
}

interface Lent {
  /** Aborted: nobody may read it under this name any more, and who does is cut off. */
  readonly revoked: AbortSignal;
  /** Somebody begins or ends to read; absent: it is nobody's business. */
  readonly onReader?: ((reader: MediaReader) => void) | undefined;
}

/** One file that a player may read. */
export interface MediaFile extends Lent {
  readonly kind: 'file';
  readonly name: string;
  readonly sizeBytes: number;
  /** The same for as long as the bytes are. */
  readonly version: string;
  /** Of what Warren made itself (subtitles, thumbnails); else the name tells it. */
  readonly mediaType?: string | undefined;
  /** What is under this name never changes: a page may keep it. */
  readonly isLasting?: boolean | undefined;
  /**
   * Settles when it is known that the bytes are there or may come.
   * @param signal the player has gone
   * @throws AppError with a sentence for whoever looks at the answer
   */
  open(range: ByteRange, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** What is made while it is sent, from a point in time on. It has no length, and no ranges. */
export interface MadeMedia extends Lent {
  readonly kind: 'made';
  readonly mediaType: string;
  /** As for a file. */
  open(fromSeconds: number, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

export type ServedMedia = MediaFile | MadeMedia;
