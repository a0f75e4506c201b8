import { hash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { decodeBencode, type BencodeDictionary } from '../../src/shared/domain/bencode.ts';
import { hasPiece, makeBitfield, setPiece } from '../../src/shared/domain/bitfield.ts';
import { handshake, makeCutter, messageId, numbers, speaksPlain } from '../support/raw-peer.ts';
import { message } from '../support/scripted-seeder.ts';

/** Takes what it is given, from everybody, as fast as it comes; has nothing, sends nothing, and asks for all of it. */
export interface FreeRider {
  /** Called with the share that it has now, 0–1, whenever a piece is whole and right. */
  onPiece: (share: number) => void;
  /** Bytes of blocks, by the address of who sent them. */
  readonly takenFrom: ReadonlyMap<string, number>;
  begin(): Promise<void>;
}

const blockBytes = 16_384;
/** Requests that each one who serves it has at a time. */
const queueLength = 8;
/** It asks the tracker again and again for those that it has not met yet, ms. */
const askAgainAfterMs = 3_000;
/** Of the address that it tells the tracker, where nobody listens. */
const port = 9;
const peerId = '-XX0001-freeriderfre';

interface Torrent {
  readonly announce: string;
  readonly infoHash: Buffer;
  readonly hashes: Buffer;
  readonly sizeBytes: number;
  readonly pieceSizeBytes: number;
  readonly pieceCount: number;
}

export function makeFreeRider(torrentFile: Uint8Array): FreeRider {
  const torrent = readTorrent(torrentFile);
  const { hashes, sizeBytes, pieceSizeBytes, pieceCount } = torrent;
  const done = makeBitfield(pieceCount);
  const open = new Map<number, { readonly bytes: Buffer; readonly left: Set<number> }>();
  /** Blocks that somebody was asked for. */
  const onTheirWay = new Set<string>();
  const met = new Map<string, Socket>();
  const takenFrom = new Map<string, number>();
  let doneCount = 0;

  const sizeOf = (piece: number) => Math.min(pieceSizeBytes, sizeBytes - piece * pieceSizeBytes);

  function onBlock(piece: number, offset: number, block: Buffer): void {
    const now = open.get(piece);
    if (now?.left.delete(offset) !== true) return;
    block.copy(now.bytes, offset);
    if (now.left.size > 0) return;
    open.delete(piece);
    if (!hash('sha1', now.bytes, 'buffer').equals(hashes.subarray(20 * piece, 20 * piece + 20))) return;
    setPiece(done, piece, true);
    doneCount += 1;
    rider.onPiece(doneCount / pieceCount);
  }

  function openPiece(piece: number) {
    const bytes = Buffer.alloc(sizeOf(piece));
    const left = new Set(
      Array.from({ length: Math.ceil(bytes.length / blockBytes) }, (_, n) => n * blockBytes),
    );
    const opened = { bytes, left };
    open.set(piece, opened);
    return opened;
  }

  function meet(host: string, at: number): void {
    const name = `${host}:${at}`;
    if (met.has(name)) return;
    const socket = connect({ host, port: at, noDelay: true });
    met.set(name, socket);
    const has = makeBitfield(pieceCount);
    const asked = new Set<string>();
    let isServed = false;

    /** Of open pieces first, so that they become whole; in the end also what another was asked for and did not send. */
    function nextBlock(): readonly [number, number] | undefined {
      const openBlock = (isBusy: (block: string) => boolean): readonly [number, number] | undefined => {
        for (const [piece, { left }] of open) {
          if (!hasPiece(has, piece)) continue;
          for (const offset of left) if (!isBusy(nameOf(piece, offset))) return [piece, offset];
        }
        return undefined;
      };
      const free = openBlock((block) => onTheirWay.has(block));
      if (free !== undefined) return free;
      const wanted = Array.from({ length: pieceCount }, (_, piece) => piece).filter(
        (piece) => hasPiece(has, piece) && !hasPiece(done, piece) && !open.has(piece),
      );
      const piece = wanted[Math.floor(Math.random() * wanted.length)];
      if (piece === undefined) return openBlock((block) => asked.has(block));
      openPiece(piece);
      return [piece, 0];
    }

    function ask(): void {
      while (isServed && asked.size < queueLength) {
        const block = nextBlock();
        if (block === undefined) return;
        const [piece, offset] = block;
        asked.add(nameOf(piece, offset));
        onTheirWay.add(nameOf(piece, offset));
        socket.write(numbers(messageId.request, piece, offset, Math.min(blockBytes, sizeOf(piece) - offset)));
      }
    }

    function forgetAsked(): void {
      for (const block of asked) onTheirWay.delete(block);
      asked.clear();
    }

    socket
      .on('error', () => undefined)
      .on('close', () => {
        met.delete(name);
        forgetAsked();
      });
    socket.on(
      'data',
      makeCutter((id, payload) => {
        if (id === messageId.bitfield) has.set(payload.subarray(0, has.length));
        if (id === messageId.have) setPiece(has, payload.readUInt32BE(0), true);
        if (id === messageId.unchoke) isServed = true;
        if (id === messageId.choke) {
          isServed = false;
          forgetAsked();
        }
        if (id === messageId.piece) {
          const [piece, offset] = [payload.readUInt32BE(0), payload.readUInt32BE(4)];
          asked.delete(nameOf(piece, offset));
          onTheirWay.delete(nameOf(piece, offset));
          takenFrom.set(host, (takenFrom.get(host) ?? 0) + payload.length - 8);
          onBlock(piece, offset, payload.subarray(8));
        }
        ask();
      }),
    );
    socket.write(handshake(torrent.infoHash.toString('hex'), peerId, speaksPlain));
    socket.write(message(messageId.interested));
  }

  async function askTracker(): Promise<void> {
    const infoHash = [...torrent.infoHash].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    const what = `info_hash=${infoHash}&peer_id=${peerId}&port=${port}&uploaded=0&downloaded=0&left=${sizeBytes}&compact=1&numwant=80`;
    const answer = await fetch(`${torrent.announce}?${what}`);
    const { value } = decodeBencode(new Uint8Array(await answer.arrayBuffer()));
    const peers = Buffer.from((value as BencodeDictionary).get('peers') as Uint8Array);
    for (let at = 0; at < peers.length; at += 6) {
      const peerPort = peers.readUInt16BE(at + 4);
      if (peerPort !== port) meet([...peers.subarray(at, at + 4)].join('.'), peerPort);
    }
  }

  const rider: FreeRider = {
    onPiece: () => undefined,
    takenFrom,
    async begin() {
      await askTracker();
      setInterval(() => void askTracker(), askAgainAfterMs);
    },
  };
  return rider;
}

const nameOf = (piece: number, offset: number) => `${piece} ${offset}`;

function readTorrent(file: Uint8Array): Torrent {
  const text = (from: BencodeDictionary, key: string) => Buffer.from(from.get(key) as Uint8Array);
  const whole = decodeBencode(file).value as BencodeDictionary;
  const info = whole.get('info') as BencodeDictionary;
  const [tier] = whole.get('announce-list') as readonly (readonly Uint8Array[])[];
  const bytes = Buffer.from(file);
  // The info dictionary is what lies between its key and the last `e`.
  const infoBytes = bytes.subarray(bytes.indexOf('4:info') + '4:info'.length, -1);
  const [sizeBytes, pieceSizeBytes] = [Number(info.get('length')), Number(info.get('piece length'))];
  return {
    announce: Buffer.from(tier?.[0] ?? []).toString(),
    infoHash: hash('sha1', infoBytes, 'buffer'),
    hashes: text(info, 'pieces'),
    sizeBytes,
    pieceSizeBytes,
    pieceCount: Math.ceil(sizeBytes / pieceSizeBytes),
  };
}
