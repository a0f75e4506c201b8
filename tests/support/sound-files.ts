import { Buffer } from 'node:buffer';

/*
 * Media files that are made by hand, byte by byte, for tests that need no encoder.
 */

/** RIFF WAVE, 8 kHz, 8 bit, mono. @param tags of the INFO list: INAM, IART, IPRD … */
export function makeWav(tags: Readonly<Record<string, string | Buffer>> = {}, seconds = 1): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(8000, 8);
  format.writeUInt16LE(1, 12);
  format.writeUInt16LE(8, 14);
  const info = Object.entries(tags).map(([id, text]) => chunk(id, Buffer.concat([Buffer.from(text), zero])));
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    ...(info.length > 0 ? [chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...info]))] : []),
    chunk('data', Buffer.alloc(seconds * 8000, 128)),
  ]);
  return chunk('RIFF', body);
}

const zero = Buffer.from([0]);

function chunk(id: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, body.length % 2 === 1 ? zero : Buffer.alloc(0)]);
}

/** MPEG 1 layer 3, 128 kbit/s, 44.1 kHz, silent: 38 frames a second. */
export function makeMp3Frames(frames = 80): Buffer {
  const frame = Buffer.alloc(417);
  Buffer.from([0xff, 0xfb, 0x90, 0x64]).copy(frame);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}

/** As above, with half of the frames at 64 kbit/s, and no header that tells how many there are. */
export function makeVariableMp3(frames: number): Buffer {
  const [large, small] = [Buffer.alloc(417), Buffer.alloc(208)];
  Buffer.from([0xff, 0xfb, 0x90, 0x64]).copy(large);
  Buffer.from([0xff, 0xfb, 0x50, 0x64]).copy(small);
  return Buffer.concat(Array.from({ length: frames }, (_, index) => (index % 2 === 0 ? large : small)));
}

export type Id3Frame = readonly [id: string, body: Buffer];

/** Encoding byte and text. */
export function textFrame(id: string, encoding: 0 | 1 | 2 | 3, text: Buffer): Id3Frame {
  return [id, Buffer.concat([Buffer.from([encoding]), text])];
}
export function pictureFrame(picture: Buffer, version: 2 | 3 | 4 = 3): Id3Frame {
  return version === 2
    ? ['PIC', Buffer.concat([Buffer.from('\0JPG\u0003\0', 'latin1'), picture])]
    : ['APIC', Buffer.concat([Buffer.from('\0image/jpeg\0\u0003\0', 'latin1'), picture])];
}

export function makeId3v2(version: 2 | 3 | 4, frames: readonly Id3Frame[]): Buffer {
  const body = Buffer.concat(
    frames.map(([id, content]) => {
      const head = Buffer.alloc(version === 2 ? 6 : 10);
      head.write(id, 'latin1');
      if (version === 2) head.writeUIntBE(content.length, 3, 3);
      else if (version === 3) head.writeUInt32BE(content.length, 4);
      else writeSynchsafe(head, 4, content.length);
      return Buffer.concat([head, content]);
    }),
  );
  const head = Buffer.from([0x49, 0x44, 0x33, version, 0, 0, 0, 0, 0, 0]);
  writeSynchsafe(head, 6, body.length);
  return Buffer.concat([head, body]);
}

function writeSynchsafe(bytes: Buffer, at: number, value: number): void {
  for (const index of [0, 1, 2, 3]) bytes[at + index] = (value >> (7 * (3 - index))) & 0x7f;
}

/** The last 128 bytes of old MP3s; each text is cut to its 30 bytes. */
export function makeId3v1({
  title,
  artist,
  album,
}: Readonly<Record<'title' | 'artist' | 'album', Buffer>>): Buffer {
  const tag = Buffer.alloc(128);
  tag.write('TAG', 'latin1');
  title.copy(tag, 3, 0, 30);
  artist.copy(tag, 33, 0, 30);
  album.copy(tag, 63, 0, 30);
  tag[127] = 255;
  return tag;
}

/** APEv2 at the end of a file, with its footer alone. */
export function makeApeTag(items: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.concat(
    Object.entries(items).map(([key, value]) => {
      const head = Buffer.alloc(8);
      head.writeUInt32LE(Buffer.byteLength(value), 0);
      return Buffer.concat([head, Buffer.from(`${key}\0${value}`)]);
    }),
  );
  const footer = Buffer.alloc(32);
  footer.write('APETAGEX', 'latin1');
  footer.writeUInt32LE(2000, 8);
  footer.writeUInt32LE(body.length + footer.length, 12);
  footer.writeUInt32LE(Object.keys(items).length, 16);
  return Buffer.concat([body, footer]);
}

/** A FLAC file of which only the blocks of metadata are there, which is all that is read of it. */
export function makeFlac({
  comments = {},
  picture,
}: {
  readonly comments?: Readonly<Record<string, string>>;
  readonly picture?: Buffer;
}): Buffer {
  const info = Buffer.alloc(34);
  info.writeUInt16BE(4096, 0);
  info.writeUInt16BE(4096, 2);
  // 44,100 Hz, 2 channels, 16 bits, 441,000 samples: ten seconds.
  Buffer.from([0x0a, 0xc4, 0x42, 0xf0, 0x00, 0x06, 0xba, 0xa8]).copy(info, 10);
  const texts = Object.entries(comments).map(([key, value]) =>
    lengthAndBytes(Buffer.from(`${key}=${value}`)),
  );
  const count = Buffer.alloc(4);
  count.writeUInt32LE(texts.length);
  const blocks: [number, Buffer][] = [
    [0, info],
    [4, Buffer.concat([lengthAndBytes(Buffer.from('tests')), count, ...texts])],
  ];
  if (picture !== undefined) blocks.push([6, flacPicture(picture)]);
  const written = blocks.map(([type, body], index) => {
    const head = Buffer.alloc(4);
    head[0] = type | (index === blocks.length - 1 ? 0x80 : 0);
    head.writeUIntBE(Math.min(body.length, 0xffffff), 1, 3);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([Buffer.from('fLaC'), ...written, Buffer.alloc(100)]);
}

function flacPicture(picture: Buffer): Buffer {
  const numbers = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
    return bytes;
  };
  const mime = Buffer.from('image/jpeg');
  return Buffer.concat([numbers(3, mime.length), mime, numbers(0, 0, 0, 0, 0, picture.length), picture]);
}
function lengthAndBytes(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** An MP4 with one track of AAC of which no sound is there, and the tags of iTunes. */
export function makeM4a({ title, cover }: { readonly title: string; readonly cover?: Buffer }): Buffer {
  const zeros = (count: number) => Buffer.alloc(count);
  const uint32s = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
    return bytes;
  };
  const tag = (id: string, kind: number, value: Buffer) => box(id, box('data', uint32s(kind, 0), value));
  const sound = box(
    'mp4a',
    zeros(6),
    Buffer.from([0, 1]),
    zeros(8),
    Buffer.from([0, 2, 0, 16, 0, 0, 0, 0]),
    uint32s(44_100 * 65_536),
  );
  const table = box(
    'stbl',
    box('stsd', uint32s(0, 1), sound),
    ...(['stts', 'stsc', 'stco'] as const).map((id) => box(id, uint32s(0, 0))),
    box('stsz', uint32s(0, 0, 0)),
  );
  const media = box(
    'mdia',
    box('mdhd', uint32s(0, 0, 0, 44_100, 441_000, 0)),
    box('hdlr', uint32s(0, 0), Buffer.from('soun'), zeros(13)),
    box('minf', box('smhd', zeros(8)), table),
  );
  const tags = [
    tag('\u00a9nam', 1, Buffer.from(title)),
    ...(cover === undefined ? [] : [tag('covr', 13, cover)]),
  ];
  const meta = box(
    'meta',
    uint32s(0),
    box('hdlr', uint32s(0, 0), Buffer.from('mdirappl'), zeros(9)),
    box('ilst', ...tags),
  );
  const movie = box(
    'moov',
    box('mvhd', uint32s(0, 0, 0, 1000, 10_000), zeros(80)),
    box('trak', box('tkhd', uint32s(7, 0, 0, 1, 0, 10_000), zeros(60)), media),
    box('udta', meta),
  );
  return Buffer.concat([
    box('ftyp', Buffer.from('M4A \0\0\0\0M4A ', 'latin1')),
    movie,
    box('mdat', zeros(100)),
  ]);
}

function box(id: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(id, 4, 'latin1');
  return Buffer.concat([head, body]);
}
