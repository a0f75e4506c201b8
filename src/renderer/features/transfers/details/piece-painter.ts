import type { PieceMap } from '#shared/contract/torrent.ts';
import { availabilityShares, runsOf } from './piece-lines.ts';

/** Px. Together they are as high as the canvas (PieceMapView.vue). */
const haveHeight = 18;
const gap = 3;
const availabilityHeight = 5;

interface Band {
  readonly top: number;
  readonly height: number;
  readonly color: string;
}

/**
 * Draws what is here, and under it how much of it the connected peers have. The canvas's own CSS tells the colours:
 * `color`, and of borders that are not drawn the top (empty) and the bottom one (availability).
 */
export function paintPieces(canvas: HTMLCanvasElement, map: PieceMap, width: number): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round((haveHeight + gap + availabilityHeight) * scale);
  context.scale(canvas.width / width, scale);

  const style = getComputedStyle(canvas);
  if (style.direction === 'rtl') {
    context.translate(width, 0);
    context.scale(-1, 1);
  }

  function paint(
    shares: readonly number[],
    { top, height, color }: Band,
    on: CanvasRenderingContext2D,
  ): void {
    on.save();
    on.beginPath();
    on.roundRect(0, top, width, height, Math.min(4, height / 2));
    on.clip();
    on.fillStyle = style.borderTopColor;
    on.fillRect(0, top, width, height);
    on.fillStyle = color;
    for (const { from, to, share } of runsOf(shares, 8)) {
      if (share === 0) continue;
      on.globalAlpha = 0.25 + 0.75 * share;
      // A hair of overlap, or neighbours show a seam on fractional pixels.
      on.fillRect((from / shares.length) * width, top, ((to - from) / shares.length) * width + 0.3, height);
    }
    on.restore();
  }

  paint(map.have, { top: 0, height: haveHeight, color: style.color }, context);
  paint(
    availabilityShares(map),
    { top: haveHeight + gap, height: availabilityHeight, color: style.borderBottomColor },
    context,
  );
}
