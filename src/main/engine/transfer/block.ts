/** What peers ask each other for: all but the last block of a piece have this size (BEP 3). */
export const blockBytes = 16_384;

export interface Block {
  readonly piece: number;
  readonly begin: number;
  readonly length: number;
}
