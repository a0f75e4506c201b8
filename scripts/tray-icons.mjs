// Makes the pictures of the tray (build/tray/*.png) of their drawings (build/tray/*.svg). Run it after a drawing has changed.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './own-node.mjs';

const folder = join(root, 'build', 'tray');

/** As --text, --protected-text and --blocked-text in src/renderer/ui/styles/tokens.css. The drawings have those of `light`. */
const inks = {
  light: { currentColor: '#23201b', '#0f615a': '#0f615a', '#a02d1f': '#a02d1f' },
  dark: { currentColor: '#ece7df', '#0f615a': '#6fc9bf', '#a02d1f': '#f0998d' },
  /** macOS inks it itself: only how much of each pixel is covered counts. */
  template: { currentColor: '#000', '#0f615a': '#000', '#a02d1f': '#000' },
};

/** Logical pixels on a side: a bar of Windows holds 16, most of Linux 24, the menu bar of macOS 18. */
const sizes = { light: [16, 24], dark: [16, 24], template: [18] };

for (const name of readdirSync(folder)) if (name.endsWith('.png')) rmSync(join(folder, name));
for (const drawing of readdirSync(folder).filter((name) => name.endsWith('.svg'))) {
  const state = drawing.replace('.svg', '');
  const drawn = readFileSync(join(folder, drawing), 'utf8');
  for (const [ink, colours] of Object.entries(inks)) {
    const inked = Object.entries(colours).reduce((text, [from, to]) => text.replaceAll(from, to), drawn);
    for (const size of sizes[ink])
      for (const scale of [1, 2]) {
        const pixels = size * scale;
        const name = `${state}-${ink}-${size}${scale === 1 ? '' : `@${scale}x`}.png`;
        // 16 units of the drawing at 72 dots to the inch are 16 pixels.
        await sharp(Buffer.from(inked), { density: (72 * pixels) / 16 })
          .resize(pixels, pixels)
          .png({ compressionLevel: 9 })
          .toFile(join(folder, name));
      }
  }
}
