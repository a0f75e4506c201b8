import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue, Contender, Restored } from '../contenders/contender.ts';
import { within } from '../measure/limit.ts';
import { makePayload, type Payload } from '../payload.ts';
import type { World } from '../world.ts';

interface KeptTorrentsOptions {
  /** Of folders; no other shape has the same. */
  readonly name: string;
  readonly count: number;
  readonly limitSeconds: number;
}

/** Torrents that a client has had before, all of them whole and seeding when it was ended. */
export interface KeptTorrents {
  /** What their files and copies of them fill. */
  readonly memoryBytes: number;
  /** Once for each contender. */
  prepare(contender: Contender, world: World): Promise<void>;
  /**
   * Copies the client's state, so that no run starts from what another one left.
   * @param runFolder empty, and gone after the run
   */
  copyFor(contender: Contender, world: World, runFolder: string): Promise<{ start(): Promise<Restored> }>;
}

/** Four pieces each: too small to be work, large enough to be checked piece by piece. */
const small = { sizeBytes: 64 * 1024, pieceSizeBytes: 16 * 1024 };

export function keepTorrents({ name, count, limitSeconds }: KeptTorrentsOptions): KeptTorrents {
  const contentFolderIn = ({ folder }: World) => join(folder, `${name}-content`);
  const stateFolderOf = ({ name: contender }: Contender, { folder }: World) =>
    join(folder, `${name}-${contender}`);
  let making: Promise<Payload[]> | undefined;

  async function makePayloads(contentFolder: string): Promise<Payload[]> {
    await mkdir(contentFolder);
    const payloads: Payload[] = [];
    for (let index = 0; index < count; index++)
      payloads.push(await makePayload({ folder: contentFolder, name: `small-${index}.bin`, ...small }));
    return payloads;
  }

  function catalogueOf({ name: contender, catalogue }: Contender): Catalogue {
    if (catalogue === undefined) throw new Error(`${contender} keeps no torrents`);
    return catalogue;
  }

  return {
    memoryBytes: 2 * count * small.sizeBytes,
    async prepare(contender, world) {
      const contentFolder = contentFolderIn(world);
      const payloads = await (making ??= makePayloads(contentFolder));
      const stateFolder = stateFolderOf(contender, world);
      await mkdir(stateFolder);
      const work = catalogueOf(contender).prepare({ world, stateFolder, contentFolder, count, payloads });
      await within({ seconds: limitSeconds, what: () => `adding ${count} torrents` }, work);
    },
    async copyFor(contender, world, runFolder) {
      const stateFolder = join(runFolder, 'state');
      await cp(stateFolderOf(contender, world), stateFolder, { recursive: true, preserveTimestamps: true });
      const contentFolder = contentFolderIn(world);
      return {
        start: () => catalogueOf(contender).start({ world, stateFolder, contentFolder, count }),
      };
    },
  };
}

/** Why a contender cannot be started with what it has kept. */
export function whyKeepsNothing({ catalogue }: Contender): string | undefined {
  return catalogue === undefined ? 'keeps no torrents between two starts' : undefined;
}
