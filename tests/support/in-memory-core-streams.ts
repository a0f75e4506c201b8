import type { Cursor } from '../../src/shared/contract/resume.ts';
import type { Ledger } from './in-memory-core-world.ts';

/** How often a stream tells what is new; the real core takes half a second. */
const beatMs = 100;

/** What changed in a ledger since a cursor, for as long as somebody reads. */
export async function* changes<Row>(ledger: Ledger<Row>, after: Cursor | undefined, signal: AbortSignal) {
  let known = after;
  while (!signal.aborted) {
    const news = ledger.since(known);
    known = news.cursor;
    if (news.kind === 'snapshot' || news.upserted.length + news.removed.length > 0) yield news;
    await ledger.newerThan(known.seq, signal);
    await beat(signal);
  }
}

/** The whole truth again and again, for as long as it can be read. */
export async function* again<T>(signal: AbortSignal, read: () => T) {
  while (!signal.aborted) {
    yield read();
    await beat(signal);
  }
}

/** The whole truth, and again when it is another one. */
export async function* whenChanged<T>(signal: AbortSignal, read: () => T) {
  let told: string | undefined;
  for await (const now of again(signal, read)) {
    const text = JSON.stringify(now);
    if (text !== told) yield now;
    told = text;
  }
}

export async function beat(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, beatMs);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
