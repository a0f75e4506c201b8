import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { assertWhole } from '../measure/verify.ts';
import { keepWarm } from '../measure/warmth.ts';
import { startSource } from '../neutral/source.ts';
import { serveTracker } from '../neutral/tracker.ts';
import type { Storage } from '../world.ts';
import { whyUnfit, type Figures, type Shape } from './shape.ts';
import {
  abilitiesFor,
  beginTransfer,
  ceilingOf,
  describeSpec,
  describeWay,
  findPlace,
  megabyte,
  transferColumnsFor,
  transferFigures,
  type TransferOptions,
} from './transfer.ts';

interface DownloadOptions extends TransferOptions {
  readonly seedCount: number;
  /** Where the result is written; in memory by default. */
  readonly storage?: Storage;
}

/** The client fetches the payload from neutral seeds, found through the tracker. */
export function makeDownload(options: DownloadOptions): Shape {
  const { spec, wire, line, seedCount, storage = 'memory', isOpenToAll = false, limitSeconds } = options;
  const needs = abilitiesFor('download', options);
  return {
    name: options.name,
    block: options.block,
    title:
      `Download of ${describeSpec(spec)} from ${seedCount} seed${seedCount === 1 ? '' : 's'}${describeWay(options)}` +
      `${storage === 'disk' ? ', to disk (through the page cache)' : ''}: from the first byte to the moment the ` +
      'client says that all is there; the result compared byte by byte',
    columns: [
      ...transferColumnsFor(line),
      ...(seedCount === 1
        ? []
        : [
            { key: 'seeds', label: 'seeds used', digits: 0 },
            { key: 'least', label: 'least share, % of fair', digits: 0 },
          ]),
    ],
    memoryBytes: spec.sizeBytes * (spec.fileCount === undefined ? 2 : 3),
    limitSeconds: 2 * limitSeconds,
    unfit: (contender) => whyUnfit(contender, needs, isOpenToAll),
    ceiling: (world) => ceilingOf(world, options, seedCount),
    async run(contender, world) {
      const payload = await world.payloads.take(spec);
      await using run = await world.runFolder(storage);
      await using place = await findPlace(world, line);
      await using source = await startSource(world, {
        payload,
        place,
        count: seedCount,
        isEncrypted: wire === 'rc4',
      });
      await using tracker = await serveTracker(world, source.addresses);
      const folder = join(run.path, 'downloads');
      await mkdir(folder);
      await using stack = new AsyncDisposableStack();
      const client = stack.use(
        await contender.start({ world, folder: run.path, wire, address: place.clientAddress }),
      );
      const bytes = payload.sizeBytes;
      await world.warmMemory(bytes);
      using usage = beginTransfer(client);

      const beganAt = monotonicSeconds();
      const isOver = new AbortController();
      const hasBegun = () => source.firstSentAt() !== undefined;
      const warming = keepWarm(world, { bytes, hasBegun, signal: isOver.signal });
      const limit = {
        seconds: limitSeconds,
        what: () => `the download; the seeds had sent ${Math.round(source.sentBytes() / megabyte)} MB`,
      };
      const order = { payload, trackerUrl: tracker.url, folder };
      const doneAt = await within(limit, client.download(order)).finally(async () => {
        isOver.abort();
        await warming;
      });
      const measured = { used: usage.used(), peak: usage.peakPrivateBytes() };
      const firstAt = source.firstSentAt();
      if (firstAt === undefined) throw new Error('It says that it is done, but nothing was sent');
      const shares = await source.shares();
      // The client is ended first: a file that is still being written must not pass.
      await stack.disposeAsync();
      await assertWhole(payload, folder);
      return {
        ...transferFigures(bytes, { beganAt, firstAt, doneAt }, measured),
        ...fairness(shares, bytes),
      };
    },
  };
}

/** A seed counts as used from a tenth of its fair share on: one that was only asked for a last block is not. */
const usedFrom = 0.1;

function fairness(shares: readonly number[], sizeBytes: number): Figures {
  const ofFair = shares.map((share) => share / (sizeBytes / shares.length));
  return { seeds: ofFair.filter((share) => share >= usedFrom).length, least: 100 * Math.min(...ofFair) };
}
