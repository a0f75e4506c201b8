import { orAbort } from '../domain/or-abort.ts';
import type { Contract, Handlers, Stream } from './define.ts';
import { dispatchCall, dispatchStream, findMethod } from './dispatch.ts';
import { AppError, toWireError } from './errors.ts';
import { callNumberOf, requestFrame, type Link, type ReplyFrame } from './frames.ts';

/** Calls and streams that one link may have open; a page of ours needs about ten. */
const maxLiveCalls = 64;

interface LiveCall {
  readonly controller: AbortController;
  sent: number;
  acked: number;
  /** Wakes the stream when the reader has taken an item or left. */
  wake: () => void;
}

export interface ServeOptions {
  /** Told of every failure that is not the caller's own; the caller gets `internal`. */
  readonly onError?: (error: unknown) => void;
  /** Told once when the other end is gone. */
  readonly onGone?: () => void;
  /**
   * The other end counts as gone when it has said nothing for this long. For callers that ask for signs of life
   * (ConnectOptions.heartbeatMs), on carriers that may not tell when they break.
   */
  readonly silenceMs?: number;
}

/** A silence is measured in this many steps: a laptop that slept through it has missed one, not all. */
const silenceSteps = 4;

/**
 * Answers a contract over one link until the link closes. A malformed frame costs its sender that call and nobody
 * else anything; a reader that stalls holds `window` items a stream and `maxLiveCalls` replies, and no more.
 * @returns stops answering: every open call is aborted
 */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  link: Link,
  { onError = () => undefined, onGone = () => undefined, silenceMs }: ServeOptions = {},
): () => void {
  const live = new Map<number, LiveCall>();
  let closed = false;

  async function send(frame: ReplyFrame): Promise<void> {
    if (closed) return;
    try {
      await link.send(frame);
    } catch {
      close();
    }
  }

  async function run(i: number, method: string, input: unknown): Promise<void> {
    const call: LiveCall = { controller: new AbortController(), sent: 0, acked: 0, wake: () => undefined };
    const { signal } = call.controller;
    live.set(i, call);
    try {
      const spec = findMethod(contract, method);
      if (spec.kind === 'call') {
        await send({ t: 'ok', i, v: await dispatchCall(contract, handlers, { method, input, signal }) });
      } else {
        await pump(i, call, spec, dispatchStream(contract, handlers, { method, input, signal }));
        await send({ t: 'ok', i });
      }
    } catch (error) {
      if (!(error instanceof AppError) && !signal.aborted) onError(error);
      const cancelled = new AppError('cancelled', 'The call was cancelled.');
      await send({ t: 'err', i, e: toWireError(signal.aborted ? cancelled : error) });
    } finally {
      live.delete(i);
    }
  }

  /** Takes the next item only when the reader has room for it, so a producer computes it as late as possible. */
  async function pump(i: number, call: LiveCall, spec: Stream, items: AsyncIterator<unknown>): Promise<void> {
    const { signal } = call.controller;
    const isAborted = () => signal.aborted;
    try {
      while (!signal.aborted) {
        const next = await orAbort(items.next(), signal);
        if (next.done === true) break;
        await send({ t: 'item', i, n: ++call.sent, v: next.value });
        while (!isAborted() && call.sent - call.acked >= spec.window) {
          await new Promise<void>((resolve) => {
            call.wake = resolve;
          });
        }
      }
    } finally {
      // Not awaited: a producer that ignores the signal must not keep the call open.
      items.return?.().catch(onError);
    }
    if (signal.aborted) throw new AppError('cancelled', 'The call was cancelled.');
  }

  function stop(call: LiveCall): void {
    call.controller.abort();
    call.wake();
  }

  function close(): void {
    if (closed) return;
    closed = true;
    clearInterval(silence);
    for (const call of live.values()) stop(call);
    onGone();
  }

  let quietSteps = 0;
  const silence =
    silenceMs === undefined
      ? undefined
      : setInterval(() => {
          if (++quietSteps > silenceSteps) close();
        }, silenceMs / silenceSteps);

  link.listen((raw) => {
    if (closed) return;
    quietSteps = 0;
    const parsed = requestFrame.safeParse(raw);
    if (!parsed.success) {
      const i = callNumberOf(raw);
      const error = new AppError('invalid-input', 'The message is not one of this contract.');
      if (i !== undefined && !live.has(i)) void send({ t: 'err', i, e: toWireError(error) });
      return;
    }
    const frame = parsed.data;
    if (frame.t === 'ping') return void send({ t: 'pong' });
    const call = live.get(frame.i);
    if (frame.t === 'call') {
      if (call !== undefined) return;
      if (live.size >= maxLiveCalls) {
        const error = new AppError('too-many-requests', 'Too many calls are open at once.');
        return void send({ t: 'err', i: frame.i, e: toWireError(error) });
      }
      return void run(frame.i, frame.m, frame.p);
    }
    if (call === undefined) return;
    if (frame.t === 'cancel') return stop(call);
    // Clamped: an acknowledgement of what was never sent must not open the window.
    call.acked = Math.min(call.sent, Math.max(call.acked, frame.n));
    call.wake();
  }, close);

  return close;
}
