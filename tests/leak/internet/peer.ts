import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { decodeBencode, type BencodeDictionary, type BencodeValue } from '#shared/domain/bencode.ts';
import { exchangedPeers } from './compact.ts';
import { downloads, type Download } from './download.ts';
import { ports } from './names.ts';
import { extended, handshake, message, messages, ourExtensions, readWire } from './peer-wire.ts';
import type { Report } from './sighting.ts';

/** One block every so often in each direction and connection, so that a transfer lasts as long as a test. */
const everyMs = 40;
const blockBytes = 16_384;
/** A peer whose tunnel went says no goodbye; without a word for so long, it is dialled again. */
const deadAfterMs = 500;
const metadataBlockBytes = 16_384;
const peerId = '-XX0001-internetpeer';
/** Piece 0 from its beginning: every torrent has that. */
const firstBlock = Buffer.concat([Buffer.alloc(8), Buffer.from([0, 0, blockBytes >> 8, 0])]);

export interface InternetPeer {
  /** Connects to whoever announced something that this peer does not have, once at a time. */
  dial(infoHash: string, address: string, port: number): void;
}

/** What it has it seeds, slowly; what it does not have it asks for, slowly and for ever. */
export async function servePeer(addresses: readonly string[], report: Report): Promise<InternetPeer> {
  for (const address of addresses) {
    const server = createServer((socket) => {
      const from = socket.remoteAddress ?? '';
      talk(socket, from, undefined, (infoHash, theirId) => {
        report('peer-in', from, { infoHash, peerId: theirId, at: address });
      });
    });
    server.listen(ports.peer, address);
    await once(server, 'listening');
  }

  function talk(
    socket: Socket,
    from: string,
    wanted: string | undefined,
    onHandshake: (infoHash: string, theirId: string) => void,
  ): void {
    let download: Download | undefined;
    let theirs: Readonly<Record<string, number>> = {};
    const requests: Buffer[] = [];
    const timer = setInterval(() => step(), everyMs);
    let isAsking = false;
    socket.on('close', () => clearInterval(timer));
    if (wanted !== undefined) socket.write(handshake(wanted, peerId));

    function step(): void {
      const request = requests.shift();
      if (request !== undefined && download !== undefined) {
        const [piece, offset, length] = [0, 4, 8].map((at) => request.readUInt32BE(at)) as [
          number,
          number,
          number,
        ];
        const data = download.read(piece * download.pieceBytes + offset, length);
        socket.write(message(messages.piece, Buffer.concat([request.subarray(0, 8), data])));
      }
      if (isAsking) socket.write(message(messages.request, firstBlock));
    }

    readWire(socket, {
      handshake({ infoHash, peerId: theirId }) {
        onHandshake(infoHash, theirId);
        download = Object.values(downloads).find((each) => each.infoHash === infoHash);
        if (wanted === undefined) socket.write(handshake(infoHash, peerId));
        socket.write(extended(0, { m: ourExtensions, ...metadataSize(download) }));
        if (download === undefined) return void socket.write(message(messages.interested));
        socket.write(message(messages.bitfield, Buffer.alloc(download.pieceCount / 8, 0xff)));
        socket.write(message(messages.unchoke));
      },
      message(id, body) {
        if (id === messages.request) {
          requests.push(Buffer.from(body));
          report('asked', from, { infoHash: download?.infoHash ?? '' });
        } else if (id === messages.unchoke) isAsking = download === undefined;
        else if (id === messages.piece) report('received', from, { bytes: body.length - 8 });
        else if (id === messages.extended) onExtended(body);
      },
    });

    function onExtended(body: Buffer): void {
      const [number, dictionary] = [body[0], decodeBencode(body.subarray(1)).value];
      if (number === 0) {
        theirs = numbersIn(entriesOf(dictionary).get('m'));
        if (download !== undefined && theirs.ut_pex !== undefined)
          socket.write(extended(theirs.ut_pex, { added: exchangedPeers.v4, added6: exchangedPeers.v6 }));
      } else if (number === ourExtensions.ut_metadata && entriesOf(dictionary).get('msg_type') === 0) {
        sendMetadata(Number(entriesOf(dictionary).get('piece')));
      }
    }

    function sendMetadata(piece: number): void {
      if (download === undefined || theirs.ut_metadata === undefined) return;
      const block = download.infoBytes.subarray(piece * metadataBlockBytes, (piece + 1) * metadataBlockBytes);
      const head = { msg_type: 1, piece, total_size: download.infoBytes.length };
      socket.write(extended(theirs.ut_metadata, head, block));
    }
  }

  const dialled = new Map<string, { readonly socket: Socket; heardAt: number }>();
  return {
    dial(infoHash, address, port) {
      const key = `${infoHash} ${address} ${port}`;
      const before = dialled.get(key);
      if (before !== undefined && Date.now() - before.heardAt < deadAfterMs) return;
      before?.socket.destroy();
      const socket = connect({ host: address, port });
      const entry = { socket, heardAt: Date.now() };
      dialled.set(key, entry);
      socket.on('data', () => (entry.heardAt = Date.now()));
      socket.on('close', () => dialled.get(key) === entry && dialled.delete(key));
      talk(socket, address, infoHash, (_, theirId) => {
        report('peer-out', address, { infoHash, port, peerId: theirId });
      });
    },
  };
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
