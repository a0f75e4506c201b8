import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue, Contender } from '../contenders/contender.ts';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { watchUsage } from '../measure/usage.ts';
import { makePayload, type Payload } from '../payload.ts';
import type { World } from '../world.ts';
import type { Shape } from './shape.ts';
import { figuresByRole, megabyte } from './transfer.ts';

interface RestartOptions {
  readonly torrentCount: number;
  readonly limitSeconds: number;
}

/** Four pieces each: too small to be work, large enough to be checked piece by piece. */
const small = { sizeBytes: 64 * 1024, pieceSizeBytes: 16 * 1024 };

/** The client is started with torrents that it has had before, all of them whole and seeding. */
export function makeRestart({ torrentCount, limitSeconds }: RestartOptions): Shape {
  const name = `restart-${torrentCount}`;
  const contentFolderIn = ({ folder }: World) => join(folder, `${name}-content`);
  const stateFolderOf = ({ name: contender }: Contender, { folder }: World) =>
    join(folder, `${name}-${contender}`);
  let making: Promise<Payload[]> | undefined;

  async function makePayloads(contentFolder: string): Promise<Payload[]> {
    await mkdir(contentFolder);
    const payloads: Payload[] = [];
    for (let index = 0; index < torrentCount; index++)
      payloads.push(await makePayload({ folder: contentFolder, name: `small-${index}.bin`, ...small }));
    return payloads;
  }

  function catalogueOf({ name: contender, catalogue }: Contender): Catalogue {
    if (catalogue === undefined) throw new Error(`${contender} keeps no torrents`);
    return catalogue;
  }

  return {
    name,
    block: name,
    title:
      torrentCount === 0
        ? 'Start with no torrents; from the start of the process'
        : `Start with ${torrentCount} torrents of 64 KiB, all seeding when it was last ended; from the start of the process`,
    columns: [
      { key: 'ready', label: 's to ready', digits: 3 },
      { key: 'listening', label: 's to listening', digits: 3 },
      ...(torrentCount > 0 ? [{ key: 'back', label: 's to all seeding', digits: 3 }] : []),
      { key: 'cpu', label: 'CPU s to there', digits: 2 },
      { key: 'memory', label: 'peak private MB', digits: 0 },
      { key: 'stop', label: 's to stop', digits: 3 },
    ],
    memoryBytes: 2 * torrentCount * small.sizeBytes,
    limitSeconds: 3 * limitSeconds,
    unfit: ({ catalogue }) => (catalogue === undefined ? 'keeps no torrents between two starts' : undefined),
    async prepare(contender, world) {
      const contentFolder = contentFolderIn(world);
      const payloads = await (making ??= makePayloads(contentFolder));
      const stateFolder = stateFolderOf(contender, world);
      await mkdir(stateFolder);
      const work = catalogueOf(contender).prepare({
        world,
        stateFolder,
        contentFolder,
        count: torrentCount,
        payloads,
      });
      await within({ seconds: limitSeconds, what: () => `adding ${torrentCount} torrents` }, work);
    },
    async run(contender, world) {
      await using run = await world.runFolder();
      // A copy, so that no run starts from what another one left.
      const stateFolder = join(run.path, 'state');
      await cp(stateFolderOf(contender, world), stateFolder, { recursive: true, preserveTimestamps: true });
      const beganAt = monotonicSeconds();
      const limit = { seconds: limitSeconds, what: () => `the start with ${torrentCount} torrents` };
      const starting = catalogueOf(contender).start({
        world,
        stateFolder,
        contentFolder: contentFolderIn(world),
        count: torrentCount,
      });
      await using client = await within(limit, starting);
      using usage = watchUsage(client);
      const [ready, listening, back] = await within(
        limit,
        Promise.all([client.ready(), client.listening(), client.allBack()]),
      );
      const [used, peak] = [usage.cpuSeconds(), usage.peakPrivateBytes()];
      const stoppedFrom = monotonicSeconds();
      await within({ seconds: limitSeconds, what: () => 'the stop' }, client.stop());
      return {
        ready: ready - beganAt,
        listening: listening - beganAt,
        back: back - beganAt,
        stop: monotonicSeconds() - stoppedFrom,
        ...figuresByRole('cpu', used, (seconds) => seconds),
        ...figuresByRole('memory', peak, (bytes) => bytes / megabyte),
      };
    },
  };
}
