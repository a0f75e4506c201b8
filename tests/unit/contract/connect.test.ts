import { expect, test, vi } from 'vitest';
import { connect } from '../../../src/shared/contract/connect.ts';
import type { Link } from '../../../src/shared/contract/frames.ts';
import { resumed, type Cursor } from '../../../src/shared/contract/resume.ts';
import { AppError } from '../../../src/shared/contract/errors.ts';
import { serve } from '../../../src/shared/contract/serve.ts';
import { makeSampleHandlers, sample } from './support/sample.ts';

/** A link whose other end is the test itself. */
function scriptedLink() {
  const sent: unknown[] = [];
  let receive: (raw: unknown) => void = () => undefined;
  const link: Link = {
    send: (frame) => void sent.push(frame),
    listen: (onFrame) => {
      receive = onFrame;
    },
  };
  return { link, sent, receive: (raw: unknown) => receive(raw) };
}

test('an answer that cannot be read fails its call instead of leaving it open', async () => {
  const { link, receive } = scriptedLink();
  const { client } = connect(sample, link, { checkOutputs: true });
  const call = expect(client.nothing()).rejects.toMatchObject({ code: 'internal' });
  receive({ t: 'ok but not quite', i: 0 });
  await call;
});

test('a server that sends more than it has credit for loses the stream', async () => {
  const { link, receive } = scriptedLink();
  const { client } = connect(sample, link, { checkOutputs: false });
  const items = client.count({ to: 100 });
  const first = items.next();
  for (let n = 1; n <= 10; n++) receive({ t: 'item', i: 0, n, v: n });
  await expect(first.then(() => items.next())).rejects.toMatchObject({ code: 'internal' });
});

test('items are acknowledged when the reader comes back, not when they arrive', async () => {
  const { link, sent, receive } = scriptedLink();
  const { client } = connect(sample, link, { checkOutputs: false });
  const items = client.count({ to: 2 });
  const first = items.next();
  receive({ t: 'item', i: 0, n: 1, v: 1 });
  receive({ t: 'item', i: 0, n: 2, v: 2 });
  await first;
  expect(sent).not.toContainEqual({ t: 'ack', i: 0, n: 1 });
  await items.next();
  expect(sent).toContainEqual({ t: 'ack', i: 0, n: 1 });
});

test('where the carrier says nothing, silence ends the connection after two heartbeats', async () => {
  vi.useFakeTimers();
  try {
    const { link, receive } = scriptedLink();
    const { client, gone } = connect(sample, link, { checkOutputs: false, heartbeatMs: 1000 });
    const hanging = expect(client.hang()).rejects.toMatchObject({ code: 'disconnected' });
    vi.advanceTimersByTime(1000);
    receive({ t: 'pong' });
    vi.advanceTimersByTime(2000);
    let isGone = false;
    void gone.then(() => (isGone = true));
    await Promise.resolve();
    expect(isGone).toBe(false);
    vi.advanceTimersByTime(1000);
    await hanging;
  } finally {
    vi.useRealTimers();
  }
});

test('a resumed stream goes on after the last item that was read', async () => {
  const opened: (Cursor | undefined)[] = [];
  async function* open(after: Cursor | undefined) {
    opened.push(after);
    const from = after?.seq ?? 0;
    for (let seq = from + 1; seq <= from + 2; seq++)
      yield await Promise.resolve({ cursor: { epoch: 'e', seq }, seq });
    if (from < 4) throw new AppError('disconnected', 'gone');
  }
  const items = await Array.fromAsync(resumed(open, { retryMs: 1 }), ({ seq }) => seq);
  expect(items).toEqual([1, 2, 3, 4, 5, 6]);
  expect(opened.map((cursor) => cursor?.seq)).toEqual([undefined, 2, 4]);
});

test('a resumed stream passes on every other failure', async () => {
  // eslint-disable-next-line require-yield -- it fails before its first item
  async function* open(): AsyncGenerator<{ cursor: Cursor }> {
    await Promise.resolve();
    throw new AppError('not-found', 'never was');
  }
  await expect(Array.fromAsync(resumed(open))).rejects.toMatchObject({ code: 'not-found' });
});

test('a server that expects signs of life is done when there are none', () => {
  vi.useFakeTimers();
  try {
    const { link, receive } = scriptedLink();
    let gone = 0;
    serve(sample, makeSampleHandlers({ produced: 0, ended: 0, aborted: 0 }), link, {
      onGone: () => gone++,
      silenceMs: 4000,
    });
    vi.advanceTimersByTime(3000);
    receive({ t: 'ping' });
    vi.advanceTimersByTime(4500);
    expect(gone).toBe(0);
    vi.advanceTimersByTime(1000);
    expect(gone).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
