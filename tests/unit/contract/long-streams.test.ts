import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { stream } from '../../../src/shared/contract/define.ts';
import type { Link } from '../../../src/shared/contract/frames.ts';
import { serve } from '../../../src/shared/contract/serve.ts';
import { until } from '../../support/until.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const contract = { beats: stream('Beats for as long as somebody listens.', z.void(), z.unknown()) };

test('a stream that goes on for months keeps nothing of what it has sent', async () => {
  const beats = 200;
  const made: WeakRef<object>[] = [];
  let sent = 0;
  let receive: (frame: unknown) => void = () => undefined;
  const link: Link = {
    send(frame) {
      // The reader takes it at once.
      if (frame.t === 'item') queueMicrotask(() => receive({ t: 'ack', i: frame.i, n: ++sent }));
      return Promise.resolve();
    },
    listen: (onFrame) => (receive = onFrame),
  };
  const handlers = {
    async *beats(_: unknown, { signal }: { signal: AbortSignal }) {
      for (let n = 0; n < beats; n++) {
        const beat = { n };
        made.push(new WeakRef(beat));
        yield await Promise.resolve(beat);
      }
      // Open still: what is kept is kept for as long as this.
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  };
  const stop = serve(contract, handlers, link);
  receive({ t: 'call', i: 1, m: 'beats', p: undefined });
  await until(() => sent === beats, { what: 'all beats are sent' });

  await until(
    () => {
      collectGarbage();
      return made.filter((beat) => beat.deref() !== undefined).length < 10;
    },
    { what: 'what was sent is let go', timeoutMs: 5_000 },
  );
  stop();
  expect(made).toHaveLength(beats);
});
