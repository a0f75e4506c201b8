import type { MadeTorrent } from '../support/made-torrent.ts';
import { fullBitfield } from '../support/gated-seeder.ts';
import { messageId, numbers } from '../support/raw-peer.ts';
import { extended } from '../support/scripted-leecher.ts';
import { message } from '../support/scripted-seeder.ts';

/** Something that one peer alone does to a Warren that seeds. */
export interface Trick {
  /** Stands behind "a peer that sends …". */
  readonly what: string;
  /** What it says behind its handshake. */
  readonly says: (torrent: MadeTorrent) => readonly Buffer[];
}

const { choke, unchoke, interested, notInterested, have, bitfield, request, piece, cancel, port } = messageId;
const times = (count: number, one: Buffer) => Array.from({ length: count }, () => one);
const wants = message(interested);
const block = 16_384;

function head(length: number, id: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt32BE(length);
  bytes[4] = id;
  return bytes;
}

/** What no honest client does: whoever does is sent away. */
export const forbidden: readonly Trick[] = [
  { what: 'a message of 2 GiB', says: () => [head(2 ** 31, bitfield), Buffer.alloc(100_000)] },
  { what: 'a block of 2 GiB', says: () => [head(2 ** 31, piece), Buffer.alloc(100_000)] },
  { what: 'a block that ends before its head does', says: () => [message(piece, Buffer.alloc(3))] },
  {
    what: '2,000 blocks that nobody asked for',
    says: () => times(2_000, message(piece, Buffer.concat([Buffer.alloc(8), Buffer.alloc(block, 1)]))),
  },
  {
    what: '10,000 requests and reads no answer',
    says: () => [wants, ...times(10_000, numbers(request, 0, 0, block))],
  },
  { what: '10,000 requests for nothing', says: () => [wants, ...times(10_000, numbers(request, 0, 0, 0))] },
  {
    what: '10,000 requests for 128 KiB',
    says: () => [wants, ...times(10_000, numbers(request, 0, 0, 2 ** 17))],
  },
  {
    what: '10,000 requests for 2 GiB',
    says: () => [wants, ...times(10_000, numbers(request, 0, 0, 2 ** 31))],
  },
  {
    what: '10,000 requests for pieces that do not exist',
    says: ({ pieceCount }) => [wants, ...times(10_000, numbers(request, pieceCount, 0, block))],
  },
  { what: 'that it has a piece that does not exist', says: ({ pieceCount }) => [numbers(have, pieceCount)] },
  { what: 'that it has piece 4294967295', says: () => [numbers(have, 0xff_ff_ff_ff)] },
  {
    what: 'a bitfield that is too short',
    says: ({ pieceCount }) => [message(bitfield, fullBitfield(pieceCount).subarray(1))],
  },
  {
    what: 'a bitfield that is too long',
    says: ({ pieceCount }) => [message(bitfield, Buffer.concat([fullBitfield(pieceCount), Buffer.alloc(1)]))],
  },
  {
    what: 'a bitfield with spare bits set',
    says: ({ pieceCount }) => [message(bitfield, Buffer.alloc(Math.ceil(pieceCount / 8), 0xff))],
  },
  {
    what: 'an extended handshake of 1 MB',
    says: () => [extended(0, `d1:v1000000:${'x'.repeat(1_000_000)}e`)],
  },
  {
    what: '"interested" and "not interested" 50,000 times',
    says: () => times(50_000, Buffer.concat([wants, message(notInterested)])),
  },
];

const greeting = (fields: string) => extended(0, `d${fields}e`);
const nested = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000);

/** Odd, and not worth a quarrel: it may be kept, as long as nobody is the worse for it. */
export const tolerable: readonly Trick[] = [
  {
    what: 'its bitfield twice',
    says: ({ pieceCount }) => times(2, message(bitfield, fullBitfield(pieceCount))),
  },
  {
    what: '"choke" and "unchoke" 50,000 times',
    says: () => times(50_000, Buffer.concat([message(choke), message(unchoke)])),
  },
  { what: '"have" 50,000 times', says: () => times(50_000, numbers(have, 1)) },
  { what: '"cancel" 50,000 times', says: () => times(50_000, numbers(cancel, 0, 0, block)) },
  { what: 'lists nested 10,000 deep', says: () => [extended(0, nested('l', 'e'))] },
  { what: 'dictionaries nested 10,000 deep', says: () => [extended(0, 'd1:a'.repeat(10_000))] },
  { what: 'that it keeps −1 requests', says: () => [greeting('4:reqqi-1e'), wants] },
  { what: 'that it keeps 1,000,000,000 requests', says: () => [greeting('4:reqqi1000000000e'), wants] },
  {
    what: 'that the description has 2 GiB',
    says: () => [greeting('1:md11:ut_metadatai3ee13:metadata_sizei2147483648e')],
  },
  {
    what: 'that its port is 0, in three ways',
    says: () => [
      greeting('1:md6:ut_pexi1ee1:pi0e'),
      message(port, Buffer.alloc(2)),
      extended(2, 'd5:added6:\u007f\0\0\u0001\0\u00007:added.f1:\0e'),
    ],
  },
  {
    what: 'messages of all kinds that do not exist',
    says: () => Array.from({ length: 235 }, (_, id) => message(21 + id, Buffer.alloc(10))),
  },
];
