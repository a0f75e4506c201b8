import { hasPiece, makeBitfield, setPiece } from '#shared/domain/bitfield.ts';

/** Which pieces one peer has, and how many peers have each. Those that have everything are counted, not listed. */
export interface Holdings {
  readonly count: number;
  readonly isSeed: boolean;
  has(piece: number): boolean;
  /** Each of these calls `onGain` or `onLoss` for every piece that changed, unless it became or was a seed. */
  gain(piece: number): void;
  lose(piece: number): void;
  gainAll(): void;
  loseAll(): void;
}

interface HoldingsParts {
  readonly pieceCount: number;
  onGain(piece: number): void;
  onLoss(piece: number): void;
  onSeed(isSeed: boolean): void;
}

export function makeHoldings({ pieceCount, onGain, onLoss, onSeed }: HoldingsParts): Holdings {
  const bits = makeBitfield(pieceCount);
  let count = 0;
  let isSeed = false;

  function becomeSeed(): void {
    for (let piece = 0; piece < pieceCount; piece++) if (hasPiece(bits, piece)) onLoss(piece);
    isSeed = true;
    count = pieceCount;
    onSeed(true);
  }

  function stopBeingSeed(): void {
    isSeed = false;
    onSeed(false);
    for (let piece = 0; piece < pieceCount; piece++) {
      setPiece(bits, piece, true);
      onGain(piece);
    }
  }

  return {
    get count() {
      return count;
    },
    get isSeed() {
      return isSeed;
    },
    has: (piece) => isSeed || hasPiece(bits, piece),
    gain(piece) {
      if (isSeed || hasPiece(bits, piece)) return;
      setPiece(bits, piece, true);
      count++;
      onGain(piece);
      if (count === pieceCount) becomeSeed();
    },
    lose(piece) {
      if (isSeed) stopBeingSeed();
      if (!hasPiece(bits, piece)) return;
      setPiece(bits, piece, false);
      count--;
      onLoss(piece);
    },
    gainAll() {
      if (!isSeed) becomeSeed();
    },
    loseAll() {
      if (isSeed) onSeed(false);
      else for (let piece = 0; piece < pieceCount; piece++) if (hasPiece(bits, piece)) onLoss(piece);
      isSeed = false;
      bits.fill(0);
      count = 0;
    },
  };
}
