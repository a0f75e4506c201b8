import type { TorrentChanges } from '../../src/shared/contract/torrents-api.ts';
import type { Notice } from '../../src/shared/contract/notice.ts';
import { AppError, type ErrorCode } from '../../src/shared/contract/errors.ts';
import type { DoorEvent, LeakCheck, ProfileStatus } from '../../src/shared/contract/network.ts';
import type { Shield } from '../../src/shared/contract/exposure.ts';
import type { Cursor } from '../../src/shared/contract/resume.ts';
import { settingsSchema } from '../../src/shared/contract/settings.ts';
import type { Peer, Torrent, TorrentFile, Tracker } from '../../src/shared/contract/torrent.ts';
import type { WhenDone } from '../../src/shared/contract/when-done.ts';
import type { ExposureWorld } from './in-memory-core-exposure.ts';
import { emptyImportWorld, type ImportWorld } from './in-memory-core-imports.ts';
import type { MediaOnDisk } from './in-memory-core-player.ts';
import { idleWhenDone } from './in-memory-core-when-done.ts';
import { makeLibraryWorld, type LibraryWorld } from './in-memory-core-library-world.ts';
import { cable, exampleChecks, loopback, type ExampleInterface } from './in-memory-core-networks.ts';

/** Rows by id with a memory of when each changed, so that a stream can say what is new since a cursor. */
export interface Ledger<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  put(...rows: Row[]): void;
  remove(...ids: string[]): void;
  since(after: Cursor | undefined): Pick<TorrentChanges, 'cursor' | 'kind' | 'removed'> & { upserted: Row[] };
  /** Resolves when something is newer than `seq`, or the signal is aborted. */
  newerThan(seq: number, signal: AbortSignal): Promise<void>;
}

export function makeLedger<Row extends { readonly id: string }>(epoch: string): Ledger<Row> {
  const rows = new Map<string, Row>();
  const changedAt = new Map<string, number>();
  const removedAt = new Map<string, number>();
  const waiting = new Set<() => void>();
  let seq = 0;

  function tell(): void {
    for (const wake of waiting) wake();
    waiting.clear();
  }

  return {
    rows,
    put(...changed) {
      seq++;
      for (const row of changed) {
        rows.set(row.id, row);
        changedAt.set(row.id, seq);
        removedAt.delete(row.id);
      }
      tell();
    },
    remove(...ids) {
      seq++;
      for (const id of ids) {
        rows.delete(id);
        changedAt.delete(id);
        removedAt.set(id, seq);
      }
      tell();
    },
    since(after) {
      const cursor = { epoch, seq };
      if (after?.epoch !== epoch)
        return { cursor, kind: 'snapshot', upserted: [...rows.values()], removed: [] };
      const upserted = [...rows.values()].filter(({ id }) => (changedAt.get(id) ?? 0) > after.seq);
      const removed = [...removedAt].filter(([, at]) => at > after.seq).map(([id]) => id);
      return { cursor, kind: 'delta', upserted, removed };
    },
    async newerThan(known, signal) {
      if (seq > known || signal.aborted) return;
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
  };
}

/** Everything the double knows, and the knobs by which a test turns it. */
export interface World {
  readonly torrents: Ledger<Torrent>;
  readonly notices: Ledger<Notice>;
  readonly files: Map<string, TorrentFile[]>;
  readonly peers: Map<string, Peer[]>;
  readonly trackers: Map<string, Tracker[]>;
  settings: ReturnType<typeof settingsSchema.parse>;
  interfaces: readonly ExampleInterface[];
  /** What a profile's status says that does not follow from its interface, by name. */
  readonly doors: Map<string, Partial<ProfileStatus>>;
  readonly events: Ledger<DoorEvent>;
  /** What a leak test finds, in order. */
  leakChecks: (status: ProfileStatus) => readonly LeakCheck[];
  /** Who saw what. */
  readonly exposure: ExposureWorld;
  readonly library: LibraryWorld;
  readonly imports: ImportWorld;
  whenDone: WhenDone;
  /** Real files, by item or by `torrent/index`: only these can be played. */
  readonly media: Map<string, MediaOnDisk>;
  version: string;
  freeBytes: number | null;
  /** What `torrents.inspect` says of a .torrent file: its content is not read. */
  fileCountInTorrentFile: number;
  /** Every call that was made, in order. */
  readonly calls: { readonly method: string; readonly input: unknown }[];
  /** The next call of this method fails; the one after works. */
  failNext(method: string, code: ErrorCode, message?: string): void;
  /** Calls of this method wait until the returned function is called. */
  hold(method: string): () => void;
  /** Called by every handler first. */
  enter(method: string, input: unknown): Promise<void>;
  change(id: string, part: Partial<Torrent>): void;
}

export function makeWorld(torrents: readonly Torrent[] = [], epoch = 'epoch-1'): World {
  const faults = new Map<string, AppError>();
  const held = new Map<string, Promise<void>>();
  const ledger = makeLedger<Torrent>(epoch);
  if (torrents.length > 0) ledger.put(...torrents);

  const world: World = {
    torrents: ledger,
    notices: makeLedger<Notice>(epoch),
    files: new Map(),
    peers: new Map(),
    trackers: new Map(),
    settings: settingsSchema.parse({}),
    interfaces: [loopback, cable],
    doors: new Map(),
    events: makeLedger<DoorEvent>(epoch),
    leakChecks: exampleChecks,
    exposure: {
      parties: [],
      verdicts: [],
      observed: [],
      shields: makeLedger<Shield>(epoch),
      bans: new Set(),
    },
    library: makeLibraryWorld(),
    imports: emptyImportWorld(),
    whenDone: idleWhenDone(),
    media: new Map(),
    version: '0.1.0',
    freeBytes: 412_000_000_000,
    fileCountInTorrentFile: 14,
    calls: [],
    failNext: (method, code, message = `The core said ${code}.`) => {
      faults.set(method, new AppError(code, message));
    },
    hold(method) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      held.set(method, promise);
      return () => {
        held.delete(method);
        resolve(undefined);
      };
    },
    async enter(method, input) {
      world.calls.push({ method, input });
      await held.get(method);
      const fault = faults.get(method);
      if (fault === undefined) return;
      faults.delete(method);
      throw fault;
    },
    change(id, part) {
      const known = ledger.rows.get(id);
      if (known !== undefined) ledger.put({ ...known, ...part });
    },
  };
  return world;
}
