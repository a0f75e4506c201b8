import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makeThumbnail } from '../../../src/main/media/index.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3366cc' } });

test.each(['jpeg', 'png', 'webp', 'gif'] as const)('a %s becomes two small WebP pictures', async (format) => {
  const thumbnail = await makeThumbnail(await picture(1200, 600).toFormat(format).toBuffer());
  expect(thumbnail).toMatchObject({ width: 320, height: 160 });
  const [large, small] = await Promise.all(
    [thumbnail?.large, thumbnail?.small].map((bytes) => sharp(bytes).metadata()),
  );
  expect(large).toMatchObject({ format: 'webp', width: 320, height: 160 });
  expect(small).toMatchObject({ format: 'webp', width: 96, height: 48 });
});

test('the same picture has the same id, and another one another', async () => {
  const [one, again, other] = await Promise.all(
    [picture(50, 50), picture(50, 50), picture(51, 50)].map(async (image) =>
      makeThumbnail(await image.png().toBuffer()),
    ),
  );
  expect(one?.id).toMatch(/^[0-9a-f]{40}$/u);
  expect(one?.id).toBe(again?.id);
  expect(one?.id).not.toBe(other?.id);
});

test('a small picture is not blown up', async () => {
  expect(await makeThumbnail(await picture(40, 30).png().toBuffer())).toMatchObject({
    width: 40,
    height: 30,
  });
});

test('a picture that was cut off is shown as far as it goes', async () => {
  const bytes = await sharp({
    create: {
      width: 600,
      height: 600,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();
  expect(await makeThumbnail(bytes.subarray(0, bytes.length / 2))).toMatchObject({ width: 320 });
});

test.each([
  ['no picture', Buffer.from('not a picture')],
  ['nothing', Buffer.alloc(0)],
  [
    'a drawing that could name other files',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  ],
])('%s gives none', async (_, bytes) => {
  expect(await makeThumbnail(bytes)).toBeUndefined();
});

test('a picture with more pixels than memory is refused', async () => {
  const huge = await picture(16_000, 8_000).png({ compressionLevel: 9 }).toBuffer();
  expect(await makeThumbnail(huge)).toBeUndefined();
});
