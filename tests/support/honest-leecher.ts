import type { MadeTorrent } from './made-torrent.ts';
import { handshake, messageId, numbers, openRawPeer, speaksPlain } from './raw-peer.ts';
import { message } from './scripted-seeder.ts';
import { until } from './until.ts';

/** A peer that behaves, and asks for one block after the other for as long as the test runs. */
export interface HonestLeecher extends Disposable {
  /** Blocks that came and were right. */
  readonly rightBlocks: number;
  readonly wrongBlocks: number;
  readonly isConnected: boolean;
  /** Resolves when one more block has come. @throws Error when it was disconnected */
  isServed(): Promise<void>;
}

const blockBytes = 16_384;
/** It wants to know that it is served, not to be fast, ms. */
const pauseMs = 4;

interface Parts {
  readonly torrent: MadeTorrent;
  readonly port: number;
  readonly from: string;
}

export async function startHonestLeecher({ torrent, port, from }: Parts): Promise<HonestLeecher> {
  const { infoHash, data, pieceSizeBytes } = torrent;
  let rightBlocks = 0;
  let wrongBlocks = 0;
  let offset = 0;
  let isChoked = true;

  const peer = await openRawPeer({
    port,
    from,
    onMessage(id, payload) {
      if (id === messageId.choke) isChoked = true;
      if (id === messageId.unchoke && isChoked) {
        isChoked = false;
        ask();
      }
      if (id === messageId.piece) {
        const at = payload.readUInt32BE(0) * pieceSizeBytes + payload.readUInt32BE(4);
        const block = payload.subarray(8);
        if (block.equals(data.subarray(at, at + block.length))) rightBlocks++;
        else wrongBlocks++;
        offset = (offset + blockBytes) % data.length;
        if (!isChoked) setTimeout(ask, pauseMs).unref();
      }
    },
  });

  function ask(): void {
    const piece = Math.floor(offset / pieceSizeBytes);
    const length = Math.min(blockBytes, data.length - offset, (piece + 1) * pieceSizeBytes - offset);
    peer.send(numbers(messageId.request, piece, offset - piece * pieceSizeBytes, length));
  }

  peer.send(handshake(infoHash, '-XX0001-honestleeche', speaksPlain), message(messageId.interested));
  return {
    get rightBlocks() {
      return rightBlocks;
    },
    get wrongBlocks() {
      return wrongBlocks;
    },
    get isConnected() {
      return !peer.isOver;
    },
    async isServed() {
      const before = rightBlocks;
      const isMore = () => {
        if (peer.isOver) throw new Error('An honest peer was disconnected.');
        return rightBlocks > before;
      };
      await until(isMore, { what: 'an honest peer gets another block' });
    },
    [Symbol.dispose]: () => peer[Symbol.dispose](),
  };
}
