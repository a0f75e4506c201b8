import { hash } from 'node:crypto';
import { blockBytes } from '../block.ts';
import type { BanList } from './ban-list.ts';

/** Finds out who sent wrong data of one torrent. Blocks are named by their place in the piece, senders as parties. */
export interface Blame {
  /** The piece was put together of these blocks and its hash is wrong. */
  failed(piece: number, senders: readonly (string | undefined)[], bytes: Uint8Array): void;
  /** It is right at last, or at once. */
  verified(piece: number, bytes: Uint8Array): void;
  /** It took part in a wrong piece, and it is not known yet who was wrong. */
  isSuspect(party: string): boolean;
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
 * the piece is right, whoever sent a block that differs is guilty, and nobody else. Until then all who took part are
 * suspects, to be asked for whole pieces alone: their next wrong piece is certain.
 */
export function makeBlame(bans: BanList): Blame {
  const evidence = new Map<number, Map<number, Evidence[]>>();
  /** By party: in how many pieces of `evidence` it took part. */
  const suspicions = new Map<string, number>();

  function suspect(blocks: Map<number, Evidence[]>, by: 1 | -1): void {
    const parties = new Set([...blocks.values()].flatMap((list) => list.map(({ party }) => party)));
    for (const party of parties) {
      const count = (suspicions.get(party) ?? 0) + by;
      if (count > 0) suspicions.set(party, count);
      else suspicions.delete(party);
    }
  }

  function forget(piece: number): Map<number, Evidence[]> | undefined {
    const blocks = evidence.get(piece);
    if (blocks === undefined) return undefined;
    evidence.delete(piece);
    suspect(blocks, -1);
    return blocks;
  }

  function remember(piece: number, senders: readonly (string | undefined)[], bytes: Uint8Array): void {
    const blocks = forget(piece) ?? new Map<number, Evidence[]>();
    evidence.set(piece, blocks);
    for (const [block, party] of senders.entries()) {
      if (party === undefined || party === '') continue;
      const list = blocks.get(block) ?? [];
      blocks.set(block, list);
      list.push({ party, digest: digestOf(bytes, block) });
    }
    suspect(blocks, 1);
    const [oldest] = evidence.keys();
    if (evidence.size > maxPieces && oldest !== undefined) forget(oldest);
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
      const blocks = forget(piece);
      if (blocks === undefined) return;
      const guilty = new Set<string>();
      for (const [block, list] of blocks) {
        const right = digestOf(bytes, block);
        for (const { party, digest } of list) if (digest !== right) guilty.add(party);
      }
      for (const party of guilty) bans.ban(party);
    },
    isSuspect: (party) => suspicions.has(party),
    isBanned: (party) => bans.isBanned(party),
    strike: (party, weight) => bans.strike(party, weight),
  };
}

function digestOf(piece: Uint8Array, block: number): string {
  const begin = block * blockBytes;
  return hash('sha1', piece.subarray(begin, begin + blockBytes), 'base64');
}
