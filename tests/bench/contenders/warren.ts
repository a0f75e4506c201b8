import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Torrent } from '../../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';
import { monotonicSeconds } from '../measure/clock.ts';
import { clientAddress } from '../world.ts';
import type { Catalogue, Client, Contender } from './contender.ts';
import { followFinished, followTorrents } from './warren-streams.ts';

const repository = join(import.meta.dirname, '..', '..', '..');

interface Variant {
  readonly name: string;
  /** Laid over the quiet profile of the tests. */
  readonly profile: Record<string, unknown>;
}

const asUsual: Variant = { name: 'Warren', profile: {} };
/** What tying every socket to an interface costs: the same, through the guard's other branch. */
const tied: Variant = {
  name: 'Warren tied to lo',
  profile: { binding: { kind: 'interface', interface: 'lo' }, ipv6: 'off' },
};

/** The whole core as a user runs it: `warren serve`, ordered over its HTTP door. */
const makeWarren = ({ name, profile }: Variant): Contender => ({
  name,
  missing: () => undefined,
  version() {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      version: string;
    };
    return version;
  },
  async start({ folder }): Promise<Client> {
    const instance = await startInstance({ dataDir: join(folder, 'data'), profile });
    await instance.listenPort();
    return {
      ...watched(instance),
      async download({ payload, trackerUrl, folder: savePath }) {
        const finished = followFinished(instance, payload.infoHash);
        await add(instance, payload.torrentFile(trackerUrl), savePath);
        return finished;
      },
      async seed({ payload, trackerUrl, folder: savePath }) {
        await add(instance, payload.torrentFile(trackerUrl), savePath);
        await instance.reaches(payload.infoHash, 'seeding');
        return { host: clientAddress, port: await instance.listenPort() };
      },
    };
  },
});

/** Started with the settings that a new user has, not with the quiet ones of the transfers. */
const catalogue: Catalogue = {
  async prepare({ stateFolder, contentFolder, count, payloads }) {
    await mkdir(stateFolder, { recursive: true });
    await writeFile(join(stateFolder, 'settings.json'), JSON.stringify({ version: 1 }));
    await using owned = new AsyncDisposableStack();
    const instance = owned.adopt(await startInstance({ dataDir: stateFolder }), end);
    await instance.listenPort();
    for (const payload of payloads) await add(instance, payload.torrentFile(), contentFolder);
    await until(
      async () => {
        const torrents = await instance.call<Torrent[]>('torrents.list');
        return torrents.filter(({ state }) => state === 'seeding').length === count;
      },
      { what: `${count} torrents are seeding`, timeoutMs: 120_000 },
    );
  },
  async start({ stateFolder, count }) {
    const instance = await startInstance({ dataDir: stateFolder });
    const readyAt = monotonicSeconds();
    return {
      ...watched(instance),
      ready: () => Promise.resolve(readyAt),
      async listening() {
        await instance.listenPort();
        return monotonicSeconds();
      },
      allBack: () =>
        followTorrents(instance, (states) => states.filter((state) => state === 'seeding').length === count),
      async stop() {
        const code = await instance.stop();
        if (code !== 0) throw new Error(`warren serve ended with ${code ?? 'a signal'}`);
      },
    };
  },
};

function watched(instance: Instance) {
  return {
    pid: instance.ready.pid,
    roleOf: (commandLine: string) => (commandLine.includes('engine-process') ? 'engine' : 'core'),
    [Symbol.asyncDispose]: () => end(instance),
  };
}

/** Longer than the core gives its engines to leave their swarms, ms. */
const endPatienceMs = 10_000;

async function end(instance: Instance): Promise<void> {
  const force = setTimeout(() => void instance.kill(), endPatienceMs);
  await instance[Symbol.asyncDispose]();
  clearTimeout(force);
}

export const warren: Contender = { ...makeWarren(asUsual), catalogue };
export const tiedWarren: Contender = makeWarren(tied);

async function add(instance: Instance, torrentFile: Uint8Array, savePath: string): Promise<void> {
  await instance.call('torrents.add', {
    source: { torrentFile: Buffer.from(torrentFile).toString('base64') },
    savePath,
  });
}
