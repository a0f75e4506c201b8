/** A peer as the choker sees it. */
export interface ChokerPeer {
  readonly isInterested: boolean;
  readonly isSeed: boolean;
  /** Bytes of blocks that it has sent us in all. */
  readonly receivedBytes: number;
  /** What we send it now. */
  readonly takesBps: number;
  readonly connectedAtMs: number;
  /** When its last block came; -Infinity: never. */
  readonly lastGaveAtMs: number;
  /** Since when it has had requests of ours; null: it has none. */
  readonly wasAskedSinceMs: number | null;
}

export function hasGiven({ lastGaveAtMs }: ChokerPeer): boolean {
  return lastGaveAtMs > -Infinity;
}
