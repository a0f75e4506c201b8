/** How pictures of one size fill a width. All in px. */
export interface CoverMeasures {
  readonly columns: number;
  readonly coverHeight: number;
  /** From one line to the next. */
  readonly lineHeight: number;
  readonly gap: number;
  /** Left free at both edges. */
  readonly side: number;
  /** Left free under the last line. */
  readonly below: number;
}

const ratios = { square: 1, poster: 1.5, screen: 9 / 16 } as const;
const gap = 8;
/** Of a cell, on each side. */
const padding = 6;
/** Two lines of text and what is around them. */
const textHeight = 50;

export function coverMeasures({
  width,
  shape,
}: {
  /** 0 until it is known. */
  width: number;
  shape: keyof typeof ratios;
}): CoverMeasures {
  const side = width < 560 ? 8 : 12;
  const room = Math.max(0, width - 2 * side);
  // Larger on a large screen: a wall of stamps shows nothing.
  const wanted =
    Math.min(214, Math.max(width < 560 ? 124 : 158, width / 10)) * (shape === 'screen' ? 1.4 : 1);
  const columns = Math.max(width < 560 ? 2 : 1, Math.floor((room + gap) / (wanted + gap)));
  const cell = (room - gap * (columns - 1)) / columns;
  const coverHeight = Math.round(Math.max(40, cell - 2 * padding) * ratios[shape]);
  return {
    columns,
    coverHeight,
    lineHeight: coverHeight + textHeight + 2 * padding + gap,
    gap,
    side,
    below: 12,
  };
}
