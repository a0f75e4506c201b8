import type { ByteRange } from '#shared/domain/byte-range.ts';
import type { MediaReader } from '../../network/index.ts';

/** A file that a player opens, wherever its bytes are, with what else is known of it. */
export interface PlayerSource {
  /** Of these bytes; another one when they change. */
  readonly key: string;
  /** Withdrawn together with others of this group. */
  readonly group: string;
  /** Of the file, with its ending. */
  readonly name: string;
  readonly title: string;
  readonly sizeBytes: number;
  /** Bytes may have to arrive first. */
  readonly isArriving: boolean;
  read(range: ByteRange, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  readonly subtitles: readonly SubtitleSource[];
  /** Of a torrent: somebody begins or ends to read it. */
  readonly onReader?: ((reader: MediaReader) => void) | undefined;
}

export interface SubtitleSource {
  readonly name: string;
  readonly language: string | null;
  /** Whole. @throws AppError that says why it cannot be read */
  read(signal: AbortSignal): Promise<Uint8Array>;
}
