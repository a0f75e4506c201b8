import { createHash } from 'node:crypto';
import sharp from 'sharp';

export interface Thumbnail {
  /** Of the source picture's bytes: twelve tracks with the same cover have one. Hexadecimal. */
  readonly id: string;
  /** Pixels of the large one. */
  readonly width: number;
  readonly height: number;
  readonly large: Uint8Array;
  readonly small: Uint8Array;
}

/** Longest side, pixels: a tile of the grid at twice the density, and a row of a list. */
const largePixels = 320;
const smallPixels = 96;
/** 100 megapixels: 400 MB while it is decoded. */
const maxPixels = 100_000_000;
const maxSeconds = 15;

// Pictures only: nothing that could name other files or run a program (SVG, PDF, ImageMagick's formats).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
// One picture at a time, none kept: a scan must not take a computer's memory and cores.
sharp.cache(false);
sharp.concurrency(1);

export function artworkIdOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 40);
}

/** Small WebP pictures of one. @returns undefined where it is none that can be shown */
export async function makeThumbnail(bytes: Uint8Array): Promise<Thumbnail | undefined> {
  try {
    const large = await scaled(bytes, largePixels);
    const small = await scaled(large.data, smallPixels);
    const { width, height } = large.info;
    return { id: artworkIdOf(bytes), width, height, large: large.data, small: small.data };
  } catch {
    return undefined;
  }
}

function scaled(bytes: Uint8Array, pixels: number) {
  return sharp(bytes, { failOn: 'none', limitInputPixels: maxPixels, sequentialRead: true })
    .autoOrient()
    .resize({ width: pixels, height: pixels, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .timeout({ seconds: maxSeconds })
    .toBuffer({ resolveWithObject: true });
}
