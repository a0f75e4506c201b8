import type { Checkpoint, EngineEvent, EngineTorrent } from '#shared/contract/engine.ts';
import type { Peer, PieceMap, TransferOptions, Tracker } from '#shared/contract/torrent.ts';
import type { FilePriority } from '#shared/domain/file-priority.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Clock } from '../ports/clock.ts';
import type { FilePool } from './content/file-pool.ts';
import type { PieceHashing } from './content/hashing/index.ts';
import type { ReadCache } from './content/read-cache.ts';
import type { Readers } from './streaming/index.ts';
import type { CheckQueue } from './swarm/check-queue.ts';
import type { Premises } from './swarm/premises.ts';

/** What the sessions of one engine process share. */
export interface SessionContext {
  readonly premises: Premises;
  readonly checks: CheckQueue;
  readonly files: FilePool;
  readonly cache: ReadCache;
  readonly hashing: PieceHashing;
  /** In the local network, where the profile calls out there. Never for a private torrent. */
  beSeen(infoHash: InfoHash): void;
  beUnseen(infoHash: InfoHash): void;
  readonly clock: Clock;
  emit(event: EngineEvent): void;
}

/** One torrent in this process, from the order to start it to the order to let it go. */
export interface TorrentSession {
  /** Called at every beat; measures the speeds. */
  figures(nowMs: number): EngineTorrent;
  addPeer(address: string): void;
  /** By file index. */
  choose(priorities: readonly FilePriority[]): void;
  /** Limits and order, at once. */
  setOptions(options: TransferOptions): void;
  peers(): Peer[];
  trackers(): Tracker[];
  pieces(stretches: number): PieceMap;
  /** How far from a byte on everything is verified and written; what is not there is fetched first (streaming/). */
  readonly read: Readers['read'];
  /** Verified bytes of each file. */
  files(): number[];
  /** Resolves when no socket, file or timer of it is left. Null where there was nothing to keep. */
  stop(): Promise<Checkpoint | null>;
}
