/** An element of EBML, with an id as it is written and a size of eight bytes. */
export function element(id: number, data: Uint8Array): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(0x0100000000000000n | BigInt(data.length));
  return Buffer.concat([idBytes(id), size, data]);
}

export function uint(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function idBytes(id: number): Buffer {
  return Buffer.from(id.toString(16).padStart(2, '0'), 'hex');
}

/** Of which nobody knew how long it would be. */
const endless = (id: number, data: Uint8Array) =>
  Buffer.concat([idBytes(id), Buffer.from('01ffffffffffffff', 'hex'), data]);

/** Small Matroska files of what ffmpeg does not write. */
export const matroska = {
  /** Number 1. @param encoding what is in its ContentCompression */
  textTrack({ codec, encoding }: { readonly codec: string; readonly encoding?: Buffer }): Buffer {
    const parts = [element(0xd7, uint(1)), element(0x83, uint(17)), element(0x86, Buffer.from(codec))];
    if (encoding !== undefined) parts.push(element(0x6d80, element(0x6240, element(0x5034, encoding))));
    return element(0xae, Buffer.concat(parts));
  },
  /** Shown for half a second. */
  block(ms: number, words: Uint8Array): Buffer {
    const head = Buffer.from([0x81, ms >> 8, ms & 0xff, 0]);
    return element(
      0xa0,
      Buffer.concat([element(0xa1, Buffer.concat([head, words])), element(0x9b, uint(500))]),
    );
  },
  /** Each block in a cluster of its own. */
  file(track: Buffer, blocks: readonly Buffer[], { isLive = false } = {}): Buffer {
    const wrap = isLive ? endless : element;
    const clusters = blocks.map((block) => wrap(0x1f43b675, Buffer.concat([element(0xe7, uint(0)), block])));
    const segment = wrap(0x18538067, Buffer.concat([element(0x1654ae6b, track), ...clusters]));
    return Buffer.concat([element(0x1a45dfa3, Buffer.alloc(0)), segment]);
  },
};
