import type { ByteRange } from '#shared/domain/byte-range.ts';

/** Bytes of a media file, wherever they are; where they still arrive, reading waits. */
export interface ReadableMedia {
  readonly sizeBytes: number;
  read(range: ByteRange, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}
