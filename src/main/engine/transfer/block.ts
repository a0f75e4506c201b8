/** Bytes of one request; every client in the field asks in this size and some refuse more (BEP 3). */
export const blockBytes = 16_384;

/** A stretch of a piece that travels in one message; the last one of a torrent may be shorter. */
export interface Block {
  readonly piece: number;
  /** Bytes from the start of the piece. */
  readonly begin: number;
  readonly length: number;
}
