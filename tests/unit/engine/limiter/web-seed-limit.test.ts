import { expect, test } from 'vitest';
import { makeBacklog } from '../../../../src/main/engine/transfer/exchange/backlog.ts';
import { openWebSeeds } from '../../../../src/main/engine/transfer/exchange/open-web-seeds.ts';
import { makeLimiter } from '../../../../src/main/engine/transfer/limiter/index.ts';
import { makePicker } from '../../../../src/main/engine/transfer/picker/index.ts';

const pieceBytes = 65_536;
const pieceCount = 64;

/** A clock that moves when the test says so, with time for promises after each timer. */
function makeTime() {
  let now = 0;
  const timers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  return {
    nowMs: () => now,
    setTimer(ms: number, wake: () => void) {
      const timer = { atMs: now + ms, wake };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async run(ms: number): Promise<void> {
      const until = now + ms;
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const [next] = [...timers].filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        timers.delete(next);
        now = next.atMs;
        next.wake();
      }
      now = until;
    },
  };
}

test('a web seed keeps to the limit of its torrent, and to a new one at once', async () => {
  const time = makeTime();
  const parent = makeLimiter({ limitBps: null, ...time });
  const limit = makeLimiter({ limitBps: 100_000, parent, ...time });
  let received = 0;
  const picker = makePicker({
    pieceCount,
    pieceBytes,
    totalBytes: pieceCount * pieceBytes,
    random: () => 0.5,
    nowMs: time.nowMs,
    mayOpenPiece: () => true,
  });
  const ignored = () => undefined;
  const [seed] = openWebSeeds({
    backlog: makeBacklog({ pieceBytes: 1024 * 1024 }),
    web: {
      urls: ['http://a.test/'],
      stretchesOf: (url, start, length) => [{ url, start, length }],
      async fetchRange(_url, { start, end }, onBytes, signal) {
        for (let at = start; at <= end && !signal.aborted; at += 16_384)
          await onBytes(new Uint8Array(Math.min(16_384, end + 1 - at)));
      },
    },
    pieces: { pieceBytes, sizeOfPiece: () => pieceBytes },
    picker,
    // Where the bytes go is not what is looked at here.
    downloads: {
      begin: ignored,
      bytes: ignored,
      end: ignored,
      drop: ignored,
      restore: ignored,
      open: new Map(),
      settle: () => Promise.resolve(),
      close: ignored,
    },
    blame: { isBanned: () => false },
    limit,
    nowMs: time.nowMs,
    onReceived: (bytes) => (received += bytes),
  });
  seed?.pulse();
  await time.run(10_000);
  expect(Math.abs(received / 1_000_000 - 1)).toBeLessThan(0.02);

  limit.setLimit(20_000);
  const before = received;
  await time.run(20_000);
  expect(Math.abs((received - before) / 400_000 - 1)).toBeLessThan(0.05);
  seed?.stop();
});
