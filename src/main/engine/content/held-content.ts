import type { Checkpoint, Content, FileStamp, StartTorrent } from '#shared/contract/engine.ts';
import { hasPiece, makeBitfield } from '#shared/domain/bitfield.ts';
import type { Clock } from '../../ports/clock.ts';
import { ContentError } from './content-error.ts';
import type { FilePool } from './file-pool.ts';
import type { ReadCache } from './read-cache.ts';
import type { StoreReader } from './store-reader.ts';
import { makeFileStore } from './file-store.ts';
import type { PieceHashing } from './hashing/index.ts';
import { makeLayout, type Layout } from './layout.ts';
import { pieceHashesOf } from './piece-hashes.ts';
import { makePartialFile, type OpenPiece, type PartialPiece } from './partial-pieces.ts';
import { makePieceLedger, type PieceLedger } from './piece-ledger.ts';
import { openProgressFile, readProgressFile, type Progress } from './progress-file.ts';
import { findStrangers } from './strangers.ts';
import { decideTrust } from './trust.ts';
import { verifyPieces } from './verify.ts';
import { makeWatchfulStore, type WatchfulStore } from './watchful-store.ts';

/** The files of one torrent and what is known of them. Whoever opens it closes it. */
export interface HeldContent {
  readonly layout: Layout;
  readonly ledger: PieceLedger;
  readonly store: WatchfulStore;
  /** Blocks for peers. */
  readonly reader: StoreReader;
  /** Bytes looked at by hash(), with what needed no look. */
  readonly checkedBytes: number;
  /**
   * What must be hashed before it can be believed; everything else is in the ledger then.
   * @throws ContentError `files-missing` when files that held pieces are gone and nobody asked for a recheck
   */
  decide(recheck: StartTorrent['recheck']): Promise<readonly number[]>;
  hash(pieces: readonly number[], signal: AbortSignal): Promise<void>;
  /** After hash(): names of files that are not of this torrent: there before it, or put in the place of its own. */
  strangers(): readonly string[];
  /** Blocks of pieces that were open when the torrent was stopped last: received, not verified. */
  loadPartials(): Promise<PartialPiece[]>;
  /** At each checkpoint and before close(): what would be lost otherwise. Replaces what was saved before. */
  savePartials(open: readonly OpenPiece[]): Promise<void>;
  /**
   * What was decided and hashed takes the place of older marks. Not before: killed on the way, or stopped for a file that
   * is not ours, all is as it was at the next start.
   */
  adopt(): void;
  /** Called when a piece has been written. */
  mark(piece: number): void;
  /** Makes what is marked safe against a power cut. */
  checkpoint(): Promise<Checkpoint>;
  /** The disk or another program has made trouble: after close(), what is newer than the last checkpoint is doubted. */
  doubt(): void;
  close(): Promise<void>;
}

/** What all torrents of the process share. */
export interface HeldContentParts {
  readonly clock: Clock;
  readonly files: FilePool;
  readonly cache: ReadCache;
  readonly hashing: PieceHashing;
}

export function holdContent(
  infoHash: StartTorrent['infoHash'],
  content: Content,
  { clock, files, cache, hashing }: HeldContentParts,
): HeldContent {
  const layout = makeLayout(content, pieceHashesOf(content.infoBytes));
  const ledger = makePieceLedger(layout, makeBitfield(layout.pieceCount));
  const { preallocation = 'sparse' } = content;
  const store = makeWatchfulStore(makeFileStore(layout, { pool: files, preallocation }), { layout, clock });
  const reader = cache.forStore(store, { layout, has: ledger.has });
  const progress = openProgressFile(content.progressFile);
  const partials = makePartialFile(`${content.progressFile}.partial`, layout);
  const everything = Array.from({ length: layout.pieceCount }, (_, index) => index);
  let checkedBytes = 0;
  let stampsAtFirst: readonly (FileStamp | null)[] = [];
  /** What was said to be there, in this boot or to a checkpoint. */
  let claimed: Progress['bitfield'] = makeBitfield(layout.pieceCount);
  let isDoubted = false;

  function missing(files: readonly number[]): ContentError {
    const held = content.files.filter(({ kind, sizeBytes }) => kind === 'content' && sizeBytes > 0);
    const first = content.files[files[0] ?? 0]?.path.join('/') ?? '';
    return files.length === held.length
      ? new ContentError('files-missing', `The files are not in ${content.savePath} any more.`)
      : new ContentError(
          'files-missing',
          `${files.length} of ${held.length} files are gone, the first is ${first}.`,
        );
  }

  return {
    layout,
    ledger,
    store,
    reader,
    get checkedBytes() {
      return checkedBytes;
    },
    async decide(recheck) {
      const stamps = await store.stamps();
      stampsAtFirst = stamps;
      const marks = readProgressFile(content.progressFile, layout.pieceCount);
      const trust = decideTrust(layout, content, marks, stamps);
      claimed = claimsOf(content.resume, marks);
      if (recheck === 'all') return everything;
      if (trust.missingFiles.length > 0) throw missing(trust.missingFiles);
      for (const piece of everything) ledger.set(piece, hasPiece(trust.bitfield, piece));
      store.expect(stamps);
      return trust.suspects;
    },
    async hash(pieces, signal) {
      checkedBytes = content.sizeBytes - pieces.reduce((sum, piece) => sum + layout.sizeOfPiece(piece), 0);
      const stamps = await store.stamps();
      const onPiece = (piece: number, isRight: boolean) => {
        checkedBytes += layout.sizeOfPiece(piece);
        ledger.set(piece, isRight);
      };
      await verifyPieces({ layout, hashing }, pieces, onPiece, signal);
      // As they looked before hashing: a change meanwhile is noticed at the next read.
      store.expect(stamps);
    },
    strangers() {
      // With something to resume from the files are ours, but for one of which nothing is left that was there.
      const wasOurs = (file: number) => {
        const [first, last] = layout.piecesOfFile(file) ?? [0, -1];
        return everything.slice(first, last + 1).some((piece) => hasPiece(claimed, piece));
      };
      const found = findStrangers(layout, stampsAtFirst, ledger.bitfield).filter(
        (file) => content.resume === null || wasOurs(file),
      );
      return found.map((index) => content.files[index]?.path.join('/') ?? '');
    },
    async loadPartials() {
      return (await partials.load()).filter(({ piece }) => !ledger.has(piece));
    },
    savePartials: (open) => partials.save(open),
    adopt: () => progress.replace(ledger.bitfield),
    mark(piece) {
      ledger.set(piece, true);
      progress.mark(ledger.bitfield, piece);
      if (ledger.isComplete) void partials.remove();
    },
    async checkpoint() {
      // The bitfield first: a piece that arrives while files are synced is in the next one.
      const bitfield = Uint8Array.from(ledger.bitfield);
      await store.sync();
      const stamps = await store.stamps();
      if (ledger.isComplete) store.expect(stamps);
      return { infoHash, bitfield, stamps };
    },
    doubt: () => void (isDoubted = true),
    async close() {
      reader.close();
      await store.close();
      await partials.settled();
      if (isDoubted) progress.doubt();
      progress.close();
    },
  };
}

/** After a power cut the marks may speak of data that never made it. */
function claimsOf(resume: Content['resume'], marks: Progress | undefined): Progress['bitfield'] {
  if (resume === null || marks === undefined || !resume.isSameBoot)
    return resume?.bitfield ?? new Uint8Array();
  return Uint8Array.from(resume.bitfield, (byte, index) => byte | (marks.bitfield[index] ?? 0));
}
