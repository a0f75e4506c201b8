import type { Duplex } from 'node:stream';
import { decodeBencode, type BencodeDictionary, type BencodeValue } from '#shared/domain/bencode.ts';
import { exchangedPeers } from './compact.ts';
import { downloads, type Download } from './download.ts';
import { extended, handshake, message, messages, ourExtensions, readWire } from './peer-wire.ts';
import type { Report, Witness } from './sighting.ts';

/** One block every so often in each direction and connection, so that a transfer lasts as long as a test. */
const everyMs = 40;
const blockBytes = 16_384;
const metadataBlockBytes = 16_384;
const peerId = '-XX0001-internetpeer';
/** Piece 0 from its beginning: every torrent has that. */
const firstBlock = Buffer.concat([Buffer.alloc(8), Buffer.from([0, 0, blockBytes >> 8, 0])]);

interface ConversationParts {
  readonly stream: Duplex;
  readonly from: string;
  /** The infohash that this peer dials for; undefined where it was dialled. */
  readonly wanted: string | undefined;
  readonly report: Report;
  /** Under which names what is said here is reported. */
  readonly witnesses: { readonly asked: Witness; readonly received: Witness };
  onHandshake(infoHash: string, theirId: string): void;
}

/** What this peer has it seeds, slowly; what it does not have it asks for, slowly and for ever. */
export function converse(parts: ConversationParts): void {
  const { stream, from, wanted, report, witnesses, onHandshake } = parts;
  let download: Download | undefined;
  let theirs: Readonly<Record<string, number>> = {};
  const requests: Buffer[] = [];
  const timer = setInterval(() => step(), everyMs);
  let isAsking = false;
  stream.on('close', () => clearInterval(timer));
  if (wanted !== undefined) stream.write(handshake(wanted, peerId));

  function step(): void {
    const request = requests.shift();
    if (request !== undefined && download !== undefined) {
      const [piece, offset, length] = [0, 4, 8].map((at) => request.readUInt32BE(at)) as [
        number,
        number,
        number,
      ];
      const data = download.read(piece * download.pieceBytes + offset, length);
      stream.write(message(messages.piece, Buffer.concat([request.subarray(0, 8), data])));
    }
    if (isAsking) stream.write(message(messages.request, firstBlock));
  }

  readWire(stream, {
    handshake({ infoHash, peerId: theirId }) {
      onHandshake(infoHash, theirId);
      download = Object.values(downloads).find((each) => each.infoHash === infoHash);
      if (wanted === undefined) stream.write(handshake(infoHash, peerId));
      stream.write(extended(0, { m: ourExtensions, ...metadataSize(download) }));
      if (download === undefined) return void stream.write(message(messages.interested));
      stream.write(message(messages.bitfield, Buffer.alloc(download.pieceCount / 8, 0xff)));
      stream.write(message(messages.unchoke));
    },
    message(id, body) {
      if (id === messages.request) {
        requests.push(Buffer.from(body));
        report(witnesses.asked, from, { infoHash: download?.infoHash ?? '' });
      } else if (id === messages.unchoke) isAsking = download === undefined;
      else if (id === messages.piece) report(witnesses.received, from, { bytes: body.length - 8 });
      else if (id === messages.extended) onExtended(body);
    },
  });

  function onExtended(body: Buffer): void {
    const [number, dictionary] = [body[0], decodeBencode(body.subarray(1)).value];
    if (number === 0) {
      theirs = numbersIn(entriesOf(dictionary).get('m'));
      if (download !== undefined && theirs.ut_pex !== undefined)
        stream.write(extended(theirs.ut_pex, { added: exchangedPeers.v4, added6: exchangedPeers.v6 }));
    } else if (number === ourExtensions.ut_metadata && entriesOf(dictionary).get('msg_type') === 0) {
      sendMetadata(Number(entriesOf(dictionary).get('piece')));
    }
  }

  function sendMetadata(piece: number): void {
    if (download === undefined || theirs.ut_metadata === undefined) return;
    const block = download.infoBytes.subarray(piece * metadataBlockBytes, (piece + 1) * metadataBlockBytes);
    const head = { msg_type: 1, piece, total_size: download.infoBytes.length };
    stream.write(extended(theirs.ut_metadata, head, block));
  }
}

function metadataSize(download: Download | undefined): { readonly metadata_size?: number } {
  return download === undefined ? {} : { metadata_size: download.infoBytes.length };
}

function entriesOf(value: BencodeValue | undefined): BencodeDictionary {
  return value instanceof Map ? (value as BencodeDictionary) : new Map(); // no other Map comes of bencode
}

function numbersIn(value: BencodeValue | undefined): Record<string, number> {
  return Object.fromEntries(Array.from(entriesOf(value), ([key, entry]) => [key, Number(entry)]));
}
