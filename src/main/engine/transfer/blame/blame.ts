import { hash } from 'node:crypto';
import { blockBytes } from '../block.ts';
import type { BanList } from './ban-list.ts';

/** Finds out who sent wrong data of one torrent. Blocks are named by their place in the piece, senders as parties. */
export interface Blame {
  /** The piece was put together of these blocks and its hash is wrong. */
  failed(piece: number, senders: readonly (string | undefined)[], bytes: Uint8Array): void;
  /** It is right at last, or at once. */
  verified(piece: number, bytes: Uint8Array): void;
  isBanned(party: string): boolean;
  strike(party: string, weight: number): void;
}

interface Evidence {
  readonly party: string;
  readonly digest: string;
}

/** Wrong pieces whose blocks are remembered until they are right; 16 MiB pieces have 1,024 blocks of 80 bytes each. */
const maxPieces = 64;

/**
 * A wrong piece that one party sent alone is its guilt. Else a digest of each block is kept with its sender, and when
 * the piece is right, whoever sent a block that differs is guilty, and nobody else.
 */
export function makeBlame(bans: BanList): Blame {
  const evidence = new Map<number, Map<number, Evidence[]>>();

  function remember(piece: number, senders: readonly (string | undefined)[], bytes: Uint8Array): void {
    const blocks = evidence.get(piece) ?? new Map<number, Evidence[]>();
    evidence.delete(piece);
    evidence.set(piece, blocks);
    for (const [block, party] of senders.entries()) {
      if (party === undefined || party === '') continue;
      const list = blocks.get(block) ?? [];
      blocks.set(block, list);
      list.push({ party, digest: digestOf(bytes, block) });
    }
    const [oldest] = evidence.keys();
    if (evidence.size > maxPieces && oldest !== undefined) evidence.delete(oldest);
  }

  return {
    failed(piece, senders, bytes) {
      const parties = new Set(senders);
      const [only] = parties;
      if (parties.size === 1 && only !== undefined && only !== '') {
        bans.ban(only);
        return;
      }
      remember(piece, senders, bytes);
    },
    verified(piece, bytes) {
      const blocks = evidence.get(piece);
      if (blocks === undefined) return;
      evidence.delete(piece);
      const guilty = new Set<string>();
      for (const [block, list] of blocks) {
        const right = digestOf(bytes, block);
        for (const { party, digest } of list) if (digest !== right) guilty.add(party);
      }
      for (const party of guilty) bans.ban(party);
    },
    isBanned: (party) => bans.isBanned(party),
    strike: (party, weight) => bans.strike(party, weight),
  };
}

function digestOf(piece: Uint8Array, block: number): string {
  const begin = block * blockBytes;
  return hash('sha1', piece.subarray(begin, begin + blockBytes), 'base64');
}
