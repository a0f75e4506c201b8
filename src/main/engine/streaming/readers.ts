import { AppError } from '#shared/contract/errors.ts';
import type { Layout } from '../content/layout.ts';
import type { PieceLedger } from '../content/piece-ledger.ts';
import { makeReadingWindow, type ReadingWindow } from './reading-window.ts';

/** A piece and when it is wanted; null: nobody waits for it any more. */
export type Due = readonly [piece: number, atMs: number | null];

/** Those who read from a torrent while it downloads. */
export interface Readers {
  /**
   * From byte `from` of the torrent on, says up to which byte everything is verified and written: at once, and again and
   * again until that is `to`. Where nothing more is there it waits, and what it waits for is fetched first. That somebody
   * asks for the next item tells how far they are: one that stops asking stops hurrying others.
   * @throws AppError `invalid-input` for a stretch that is not in the torrent or will never come; `not-found` at end()
   */
  read(stretch: Stretch, signal: AbortSignal): AsyncGenerator<{ to: number }, void, undefined>;
  /** There are sources now to ask. */
  begin(): void;
  /** Something may be there that was not. */
  look(): void;
  /** About once a second. */
  pulse(): void;
  /** The torrent stops: nobody waits any more. */
  end(): void;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface ReadersParts {
  readonly layout: Layout;
  readonly ledger: Pick<PieceLedger, 'has' | 'isWanted'>;
  /** Whether the files are still what was verified. @throws ContentError */
  assertUnchanged(offset: number, length: number): Promise<void>;
  rateBps(): number;
  nowMs(): number;
  /** @param isAwaited somebody has just begun to read and has nothing yet: other things stand back */
  hurry(dues: readonly Due[], isAwaited: boolean): void;
}

interface Reader {
  readonly window: ReadingWindow;
  wake(): void;
}

/** Most that is told at once: how far a reader may seem to be beyond where it is is a few of these. */
const stretchBytes = 2 * 1024 * 1024;

export function makeReaders({
  layout,
  ledger,
  assertUnchanged,
  rateBps,
  nowMs,
  hurry,
}: ReadersParts): Readers {
  const { pieceSizeBytes: pieceBytes, sizeBytes } = layout.content;
  const readers = new Set<Reader>();
  let told = new Map<number, number>();
  let isEnded = false;

  /** Several readers may want one piece: the earliest counts. */
  function plan(isAwaited: boolean): void {
    const merged = new Map<number, number>();
    for (const { window } of readers) {
      window.plan();
      for (const [piece, atMs] of window.dues)
        merged.set(piece, Math.min(atMs, merged.get(piece) ?? Infinity));
    }
    const dues: Due[] = [...merged].filter(([piece, atMs]) => told.get(piece) !== atMs);
    for (const piece of told.keys()) if (!merged.has(piece)) dues.push([piece, null]);
    told = merged;
    hurry(dues, isAwaited);
  }

  function wakeAll(): void {
    for (const { wake } of readers) wake();
  }

  /** How far from `place` on everything is there. */
  function thereUpTo(place: number, to: number): number {
    const limit = Math.min(to, place + stretchBytes);
    let at = place;
    while (at < limit && ledger.has(Math.floor(at / pieceBytes)))
      at = Math.min(limit, (Math.floor(at / pieceBytes) + 1) * pieceBytes);
    return at;
  }

  function assertCanCome(place: number): void {
    if (isEnded) throw new AppError('not-found', 'This torrent is not running.');
    if (!ledger.isWanted(Math.floor(place / pieceBytes)))
      throw new AppError('invalid-input', 'This file is not chosen, so what is missing of it never comes.');
  }

  return {
    async *read({ from, to }, signal) {
      if (from >= to || to > sizeBytes)
        throw new AppError('invalid-input', 'There is no such stretch in this torrent.');
      let wake = () => {};
      const window = makeReadingWindow({ from, to, pieceBytes, has: ledger.has, rateBps, nowMs });
      const reader: Reader = { window, wake: () => wake() };
      const onAbort = () => wake();
      signal.addEventListener('abort', onAbort);
      readers.add(reader);
      plan(true);
      try {
        if (thereUpTo(from, to) === from) {
          assertCanCome(from);
          yield { to: from };
        }
        for (let place = from; place < to && !signal.aborted;) {
          const stop = thereUpTo(place, to);
          if (stop === place) {
            assertCanCome(place);
            await new Promise<void>((resolve) => (wake = resolve));
            continue;
          }
          await assertUnchanged(place, stop - place);
          place = stop;
          window.moveTo(place);
          plan(false);
          yield { to: place };
        }
      } finally {
        signal.removeEventListener('abort', onAbort);
        readers.delete(reader);
        plan(false);
      }
    },
    begin() {
      told = new Map();
      if (readers.size > 0) plan(true);
      wakeAll();
    },
    look: wakeAll,
    pulse() {
      if (readers.size > 0) plan(false);
    },
    end() {
      isEnded = true;
      wakeAll();
    },
  };
}
