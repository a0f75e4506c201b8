import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { startSource } from '../neutral/source.ts';
import { serveTracker } from '../neutral/tracker.ts';
import { assertSameBytes } from '../payload.ts';
import type { Shape } from './shape.ts';
import {
  beginTransfer,
  megabyte,
  transferColumns,
  transferFigures,
  type TransferOptions,
} from './transfer.ts';

/** The client fetches the payload from one neutral seed, found through the tracker. */
export function makeDownload({ world, payload, limitSeconds }: TransferOptions): Shape {
  return {
    name: 'download',
    title:
      `Download of ${payload.sizeBytes / 2 ** 20} MiB from one seed: from the first byte to the moment the client says ` +
      'that all is there; the result compared byte by byte',
    columns: transferColumns,
    unfit: () => undefined,
    async run(contender) {
      await using run = await world.runFolder();
      await using source = await startSource(world, payload);
      await using tracker = await serveTracker(world, [source.address]);
      const folder = join(run.path, 'downloads');
      await mkdir(folder);
      await using stack = new AsyncDisposableStack();
      const client = stack.use(await contender.start({ world, folder: run.path }));
      using usage = beginTransfer(client);

      const beganAt = monotonicSeconds();
      const doneAt = await within(
        {
          seconds: limitSeconds,
          what: () => `the download; the seed had sent ${Math.round(source.sentBytes() / megabyte)} MB`,
        },
        client.download({ payload, trackerUrl: tracker.url, folder }),
      );
      const measured = { used: usage.used(), peak: usage.peakPrivateBytes() };
      const firstAt = source.firstSentAt();
      if (firstAt === undefined) throw new Error('It says that it is done, but nothing was sent');
      // The client is ended first: a file that is still being written must not pass.
      await stack.disposeAsync();
      await assertSameBytes(payload.path, join(folder, payload.name));
      return transferFigures(payload, { beganAt, firstAt, doneAt }, measured);
    },
  };
}
