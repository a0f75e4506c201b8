import { fetch } from 'undici';
import { currentPurpose } from '../exposure/purpose.ts';
import { dispatcherFor } from './http-dispatcher.ts';

/** Without a byte for so long, a web server is given up, ms. */
const silenceMs = 30_000;
/** Answers to a request for a range; a server that does not know ranges may send the whole of what begins at 0. */
const [partial, whole] = [206, 200];

export interface ByteRange {
  /** First and last byte, both included. */
  readonly start: number;
  readonly end: number;
}

/**
 * Bytes of what lies at a URL, through the door. Redirects are followed, each through the door as well.
 * @param onBytes gets exactly the range, in parts that are lent until it resolves
 * @throws Error with a sentence when the server does not give that
 */
export async function fetchRange(
  url: string,
  { start, end }: ByteRange,
  onBytes: (bytes: Uint8Array) => Promise<void> | void,
  { userAgent, signal }: { readonly userAgent: string; readonly signal: AbortSignal },
): Promise<void> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error('The web server is silent.')), silenceMs);
  try {
    const { status, body } = await fetch(url, {
      headers: { range: `bytes=${start}-${end}`, 'user-agent': userAgent },
      signal: AbortSignal.any([signal, silence.signal]),
      dispatcher: dispatcherFor(currentPurpose()),
    });
    if (body === null || (status !== partial && !(status === whole && start === 0))) {
      await body?.cancel();
      throw new Error(`The web server answered ${status}.`);
    }
    let missing = end - start + 1;
    // The body is a stream of bytes, whatever its declaration says.
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      timer.refresh();
      const wanted = chunk.subarray(0, missing);
      missing -= wanted.length;
      await onBytes(wanted);
      if (missing === 0) return; // which cancels the rest
    }
    throw new Error('The web server sent less than was asked for.');
  } finally {
    clearTimeout(timer);
  }
}
