import { blockBytes } from '../block.ts';
import type { Downloads } from '../exchange/downloads.ts';
import type { Source } from '../exchange/source.ts';
import type { Reading } from '../exchange/reading.ts';
import type { PickerPeer } from '../picker/index.ts';
import type { RateMeter } from '../rate-meter.ts';

/** A stretch of the torrent as a web server has it. */
export interface WebStretch {
  /** Undefined: padding, which no server has; it is zeros. */
  readonly url: string | undefined;
  /** Within the file. */
  readonly start: number;
  readonly length: number;
}

/** A web server that has the files of a torrent (BEP 19), as a source of pieces. */
export interface WebSeed extends Source {
  readonly url: string;
  readonly given: RateMeter;
  readonly state: 'resting' | 'fetching' | 'failing' | 'banned';
  /** Why it failed when it last did, as a sentence. */
  readonly problem: string | undefined;
  /** There is work, or it has rested long enough; about once a second. */
  pulse(): void;
  stop(): void;
}

interface WebSeedParts {
  readonly url: string;
  readonly picks: PickerPeer;
  readonly downloads: Downloads;
  readonly given: RateMeter;
  readonly pieceBytes: number;
  readonly sizeOfPiece: (piece: number) => number;
  /** How a range of the torrent lies in the files of this server. */
  readonly stretchesOf: (offset: number, length: number) => readonly WebStretch[];
  readonly fetchRange: (
    url: string,
    range: { readonly start: number; readonly end: number },
    onBytes: (bytes: Uint8Array) => Promise<void> | void,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly read: (wake: () => void) => Reading;
  readonly isBanned: () => boolean;
  readonly nowMs: () => number;
  onReceived(bytes: number): void;
}

/** One request for several small pieces, or for one large one. */
const runBytes = 4 * 1024 * 1024;
/** After a first, second, … failure, ms. */
const restsMs = [5_000, 30_000, 120_000, 600_000];

export function makeWebSeed(parts: WebSeedParts): WebSeed {
  const { url, picks, downloads, given, pieceBytes, sizeOfPiece, stretchesOf, fetchRange, nowMs } = parts;
  const controller = new AbortController();
  let state: WebSeed['state'] = 'resting';
  let problem: string | undefined;
  let failures = 0;
  let restUntilMs = -Infinity;
  let wake: (() => void) | undefined;
  const reading = parts.read(() => wake?.());
  picks.haveAll();

  const seed: WebSeed = {
    url,
    picks,
    party: url,
    given,
    incoming: undefined,
    lateBlocks: 0,
    lastGaveAtMs: -Infinity,
    wasAskedSinceMs: null,
    get state() {
      return state;
    },
    get problem() {
      return problem;
    },
    pulse() {
      if (parts.isBanned()) state = 'banned';
      if (state === 'fetching' || state === 'banned' || controller.signal.aborted) return;
      if (nowMs() >= restUntilMs && picks.isInteresting) void fetchRuns();
    },
    stop() {
      controller.abort();
      downloads.drop(seed);
      reading.leave();
      picks.leave();
    },
  };

  async function fetchRuns(): Promise<void> {
    state = 'fetching';
    try {
      for (let run = picks.pickRun(runBytes); run !== undefined; run = picks.pickRun(runBytes)) {
        await fetchRun(run.piece, run.pieces);
        failures = 0;
        problem = undefined;
        if (parts.isBanned()) break;
      }
      state = 'resting';
    } catch (error) {
      if (controller.signal.aborted) return;
      state = 'failing';
      problem = error instanceof Error ? error.message : String(error);
      restUntilMs = nowMs() + (restsMs[failures] ?? restsMs.at(-1) ?? 0);
      failures++;
      downloads.drop(seed);
      picks.giveBackAll();
    }
  }

  async function fetchRun(first: number, count: number): Promise<void> {
    const offset = first * pieceBytes;
    let length = 0;
    for (let piece = first; piece < first + count; piece++) length += sizeOfPiece(piece);
    const feed = makeFeed(first);
    for (const stretch of stretchesOf(offset, length)) {
      if (stretch.url === undefined) {
        feed(new Uint8Array(stretch.length));
        continue;
      }
      const range = { start: stretch.start, end: stretch.start + stretch.length - 1 };
      await fetchRange(
        stretch.url,
        range,
        (bytes) => {
          feed(bytes);
          given.add(bytes.length);
          parts.onReceived(bytes.length);
          if (!reading.spend(bytes.length)) return new Promise((resolve) => (wake = resolve));
          return undefined;
        },
        controller.signal,
      );
    }
  }

  /** Passes bytes on as the blocks that they are. */
  function makeFeed(first: number): (bytes: Uint8Array) => void {
    let piece = first;
    let begin = 0;
    let within = 0;
    return (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const length = Math.min(blockBytes, sizeOfPiece(piece) - begin);
        if (within === 0) downloads.begin(seed, piece, begin, length);
        const part = bytes.subarray(at, at + length - within);
        downloads.bytes(seed, part);
        at += part.length;
        within += part.length;
        if (within < length) return;
        downloads.end(seed);
        within = 0;
        begin += length;
        if (begin < sizeOfPiece(piece)) continue;
        piece++;
        begin = 0;
      }
    };
  }

  return seed;
}
