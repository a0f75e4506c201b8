// A cover drawn on the spot: tunnels seen from the side, as a PNG (ISO/IEC 15948) written by hand.
import { crc32, deflateSync } from 'node:zlib';

/** @param hue 0–360: each album gets its own */
export function makeCover({ size = 500, hue }) {
  const rows = Buffer.alloc(size * (size * 3 + 1));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [r, g, b] = colourAt(x / size, y / size, hue);
      const at = y * (size * 3 + 1) + 1 + x * 3;
      rows[at] = r;
      rows[at + 1] = g;
      rows[at + 2] = b;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(x, y, hue) {
  const rings = [
    [0.3, 0.65, 0.22],
    [0.68, 0.4, 0.3],
    [0.85, 0.85, 0.12],
  ];
  let light = 0.16 + 0.1 * y;
  for (const [cx, cy, radius] of rings) {
    const distance = Math.hypot(x - cx, y - cy) / radius;
    if (distance < 1) light = 0.3 + 0.5 * (1 - distance) ** 0.7;
  }
  return fromHsl(hue + 30 * x, 0.45, light);
}

function fromHsl(hue, saturation, light) {
  const a = saturation * Math.min(light, 1 - light);
  return [0, 8, 4].map((n) => {
    const k = (n + hue / 30) % 12;
    return Math.round(255 * (light - a * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  });
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
