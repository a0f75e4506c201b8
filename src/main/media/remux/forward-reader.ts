import type { ReadableMedia } from './readable-media.ts';

export interface ForwardReader {
  /** All bytes from `from` up to `to`. */
  read(from: number, to: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A gap that is cheaper to read over than to ask anew for; bytes. */
const maxSkipBytes = 1024 * 1024;
/** How many places of a file are read side by side: pictures and sound may lie apart. */
const maxRuns = 2;

interface Run {
  /** The next byte that it gives. */
  at: number;
  left: Uint8Array;
  readonly bytes: AsyncIterator<Uint8Array>;
  readonly ending: AbortController;
}

/**
 * Reads pieces of a file as few long runs to its end. Where bytes still arrive that tells early what is wanted next; each
 * run holds one chunk.
 */
export function makeForwardReader(media: ReadableMedia, signal: AbortSignal): ForwardReader {
  let runs: readonly Run[] = [];

  async function end(run: Run): Promise<void> {
    run.ending.abort();
    await run.bytes.return?.().catch(() => undefined);
  }

  async function begin(from: number): Promise<Run> {
    const ending = new AbortController();
    const either = AbortSignal.any([signal, ending.signal]);
    const body = await media.read({ from, to: media.sizeBytes }, either);
    return { at: from, left: new Uint8Array(), bytes: body[Symbol.asyncIterator](), ending };
  }

  async function runFor(from: number): Promise<Run> {
    const near = runs.find(({ at }) => from >= at && from - at <= maxSkipBytes);
    if (near !== undefined) return near;
    const begun = await begin(from);
    const [oldest, ...others] = runs;
    if (runs.length >= maxRuns && oldest !== undefined) {
      runs = [...others, begun];
      await end(oldest);
    } else runs = [...runs, begun];
    return begun;
  }

  /** Undefined: the file ends before that. */
  async function some(run: Run, most: number): Promise<Uint8Array | undefined> {
    if (run.left.length === 0) {
      const next = await run.bytes.next();
      if (next.done === true) return undefined;
      run.left = next.value;
    }
    const taken = run.left.subarray(0, most);
    run.left = run.left.subarray(taken.length);
    run.at += taken.length;
    return taken;
  }

  async function readNow(from: number, to: number): Promise<Uint8Array> {
    const run = await runFor(from);
    const whole = new Uint8Array(to - from);
    while (run.at < to) {
      const isSkipping = run.at < from;
      const part = await some(run, (isSkipping ? from : to) - run.at);
      if (part === undefined) throw new Error('The file ended early.');
      if (!isSkipping) whole.set(part, run.at - part.length - from);
    }
    // What was read last is the last to be given up.
    runs = [...runs.filter((each) => each !== run), run];
    return whole;
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    read(from, to) {
      const reading = turn.then(() => readNow(from, to));
      turn = reading.catch(() => undefined);
      return reading;
    },
    async close() {
      const last = runs;
      runs = [];
      await Promise.all(last.map(end));
    },
  };
}
