import type { CallOptions, Client, Contract, Procedure, Stream } from './define.ts';
import { AppError, fromWireError } from './errors.ts';
import { callNumberOf, replyFrame, type Link, type ReplyFrame } from './frames.ts';

export interface ConnectOptions {
  /** Whether what comes back is checked too: yes wherever the other end handles hostile input or may be another version. */
  readonly checkOutputs: boolean;
  /**
   * Ask for a sign of life this often, and give up after twice that. For carriers that do not say when the other end
   * goes: a Chromium MessagePort has no close event, neither for close() nor for a killed process.
   */
  readonly heartbeatMs?: number;
}

export interface Connection<C extends Contract> {
  readonly client: Client<C>;
  /** Resolves when the other end is gone; every open call has then failed with `disconnected`. */
  readonly gone: Promise<void>;
  /** Fails every open call with `disconnected`; the link itself belongs to whoever made it. */
  close(): void;
}

interface Pending {
  onItem(n: number, value: unknown): void;
  onEnd(value: unknown): void;
  onError(error: AppError): void;
}

type Given = [input?: unknown, options?: CallOptions];

/** Calls a contract over one link. After the link is gone, every call fails with `disconnected` and none hangs. */
export function connect<C extends Contract>(
  contract: C,
  link: Link,
  { checkOutputs, heartbeatMs }: ConnectOptions,
): Connection<C> {
  const pending = new Map<number, Pending>();
  let nextNumber = 0;
  let isGone = false;
  let heardAt = 0;
  let beats = 0;
  let tellGone: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    tellGone = resolve;
  });

  const disconnected = (cause?: unknown) =>
    new AppError('disconnected', 'The connection to Warren is gone.', { cause });

  function close(): void {
    if (isGone) return;
    isGone = true;
    clearInterval(heartbeat);
    for (const call of pending.values()) call.onError(disconnected());
    pending.clear();
    tellGone();
  }

  function send(frame: Parameters<Link['send']>[0]): void {
    if (isGone) return;
    try {
      Promise.resolve(link.send(frame)).catch(close);
    } catch {
      close();
    }
  }

  function start(method: string, input: unknown, call: Pending): number {
    const i = nextNumber++;
    if (isGone) call.onError(disconnected());
    else {
      pending.set(i, call);
      send({ t: 'call', i, m: method, p: input });
    }
    return i;
  }

  function read(spec: Procedure | Stream, value: unknown): unknown {
    if (!checkOutputs) return value;
    const checked = spec.output.safeParse(value);
    if (checked.success) return checked.data;
    throw new AppError('internal', 'Warren sent an answer that does not fit.', { cause: checked.error });
  }

  function makeCall(method: string, spec: Procedure) {
    return (...[input, { signal } = {}]: Given) =>
      new Promise<unknown>((resolve, reject) => {
        if (signal?.aborted === true) return reject(cancelled());
        const onAbort = () => {
          pending.delete(i);
          send({ t: 'cancel', i });
          reject(cancelled());
        };
        const settle = (finish: () => void) => {
          signal?.removeEventListener('abort', onAbort);
          finish();
        };
        const i = start(method, input, {
          onItem: () => undefined,
          onEnd: (value) => settle(() => resolve(value)),
          onError: (error) => settle(() => reject(error)),
        });
        signal?.addEventListener('abort', onAbort, { once: true });
      }).then((value) => read(spec, value));
  }

  function makeStream(method: string, spec: Stream) {
    return async function* (...[input, { signal } = {}]: Given): AsyncGenerator<unknown, void, undefined> {
      if (signal?.aborted === true) throw cancelled();
      const queue: { n: number; value: unknown }[] = [];
      let end: { error?: AppError } | undefined;
      let wake = () => {};
      const finish = (how: { error?: AppError }) => {
        end ??= how;
        wake();
      };
      const i = start(method, input, {
        onItem(n, value) {
          queue.push({ n, value });
          // Only a broken or hostile server sends more than it has credit for.
          if (queue.length > spec.window)
            finish({ error: new AppError('internal', 'Warren sent too much at once.') });
          wake();
        },
        onEnd: () => finish({}),
        onError: (error) => finish({ error }),
      });
      const onAbort = () => finish({ error: cancelled() });
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        for (;;) {
          if (end?.error !== undefined) throw end.error;
          const item = queue.shift();
          if (item !== undefined) {
            yield read(spec, item.value);
            // After the reader came back for more: consumption opens the window, arrival does not.
            send({ t: 'ack', i, n: item.n });
          } else if (end !== undefined) {
            return;
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        signal?.removeEventListener('abort', onAbort);
        if (pending.delete(i)) send({ t: 'cancel', i });
      }
    };
  }

  function onFrame(raw: unknown): void {
    heardAt = beats;
    const parsed = replyFrame.safeParse(raw);
    if (!parsed.success) {
      // An answer that cannot be read must fail its call: dropped, it would hang for ever.
      const i = callNumberOf(raw);
      const call = i === undefined ? undefined : pending.get(i);
      if (i !== undefined) pending.delete(i);
      call?.onError(
        new AppError('internal', 'Warren sent an answer that cannot be read.', { cause: parsed.error }),
      );
      return;
    }
    deliver(parsed.data);
  }

  function deliver(frame: ReplyFrame): void {
    if (frame.t === 'pong') return;
    const call = pending.get(frame.i);
    if (call === undefined) return;
    if (frame.t === 'item') return call.onItem(frame.n, frame.v);
    pending.delete(frame.i);
    if (frame.t === 'ok') call.onEnd(frame.v);
    else call.onError(fromWireError(frame.e));
  }

  // Counted in beats, not by a clock: a laptop that slept for an hour has not missed one.
  const heartbeat =
    heartbeatMs === undefined
      ? undefined
      : setInterval(() => {
          if (beats - heardAt >= 2) return close();
          beats++;
          send({ t: 'ping' });
        }, heartbeatMs);

  link.listen(onFrame, close);

  const methods = Object.entries(contract).map(([method, spec]) => [
    method,
    spec.kind === 'call' ? makeCall(method, spec) : makeStream(method, spec),
  ]);
  // Client<C> is this mapping, name by name; Object.fromEntries cannot say so.
  return { client: Object.fromEntries(methods) as Client<C>, gone, close };
}

function cancelled(): AppError {
  return new AppError('cancelled', 'The call was cancelled.');
}
