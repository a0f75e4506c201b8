import type { ByteRange } from '#shared/domain/byte-range.ts';
import type { Reached } from '../../media/index.ts';

type Read = (range: ByteRange, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;

/** Which bytes of a file that arrives players have come to. */
export interface ReachedBytes extends Reached {
  /** The same reading, of which it is noted how far it came. */
  noting(read: Read): Read;
}

/** Each jump makes one more; where there are so many, the oldest are taken for not read. */
const maxStretches = 1_000;

export function noteReached(): ReachedBytes {
  /** Apart from each other; the last was read last. */
  let stretches: readonly ByteRange[] = [];
  let grown = Promise.withResolvers<undefined>();

  function add({ from, to }: ByteRange): void {
    const apart = stretches.filter((each) => each.to < from || each.from > to);
    const touching = stretches.filter((each) => !apart.includes(each));
    const joined = {
      from: Math.min(from, ...touching.map((each) => each.from)),
      to: Math.max(to, ...touching.map((each) => each.to)),
    };
    stretches = [...apart.slice(1 - maxStretches), joined];
    grown.resolve(undefined);
    grown = Promise.withResolvers();
  }

  async function* noted(bytes: AsyncIterable<Uint8Array>, from: number) {
    let at = from;
    for await (const part of bytes) {
      add({ from: at, to: at + part.length });
      at += part.length;
      yield part;
    }
  }

  return {
    has: (position) => stretches.some(({ from, to }) => position >= from && position < to),
    async more(signal) {
      signal.throwIfAborted();
      const gone = Promise.withResolvers<undefined>();
      const onGone = () => gone.resolve(undefined);
      signal.addEventListener('abort', onGone, { once: true });
      await Promise.race([grown.promise, gone.promise]);
      signal.removeEventListener('abort', onGone);
      signal.throwIfAborted();
    },
    noting: (read) => async (range, signal) => noted(await read(range, signal), range.from),
  };
}
