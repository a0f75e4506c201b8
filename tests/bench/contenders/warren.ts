import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Torrent } from '../../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';
import { monotonicSeconds } from '../measure/clock.ts';
import { magnetOf, type Ability, type Catalogue, type Client, type Contender } from './contender.ts';
import { followFinished, followTorrents, share } from './warren-streams.ts';
import { profilingEnvironment, writeProfile } from './warren-profile.ts';
import { profileForWire, wiresOfWarren, wiresWarrenLacks } from './warren-wires.ts';

const repository = join(import.meta.dirname, '..', '..', '..');

interface Variant {
  readonly name: string;
  readonly abilities: readonly Ability[];
  readonly lacks: Readonly<Partial<Record<Ability, string>>>;
  /** Laid over the quiet profile of the tests. */
  readonly profile: Record<string, unknown>;
  readonly settings?: Record<string, unknown>;
  readonly takesPart?: Contender['takesPart'];
}

const asUsual: Variant = {
  name: 'Warren',
  abilities: ['download', 'seed', 'line', 'magnet', 'create', 'recheck', ...wiresOfWarren],
  lacks: wiresWarrenLacks,
  profile: {},
};

const hashingIsTheSame = 'hashes as Warren does, without a network';
/** What tying every socket to an interface costs: the same, through the guard's other branch. */
const tied: Variant = {
  name: 'Warren tied to lo',
  abilities: ['download', 'seed'],
  lacks: {
    line: 'is tied to another interface than the one on which these peers are',
    rc4: 'one table with and without the tie is enough',
    utp: 'one table with and without the tie is enough',
    magnet: 'one table with and without the tie is enough',
    create: hashingIsTheSame,
    recheck: hashingIsTheSame,
  },
  profile: { binding: { kind: 'interface', interface: 'lo' }, ipv6: 'off' },
};

const oneTableIsEnough = 'one table with and without the ledger is enough';
/** What it costs to note who learns what: the same with that off, in the engine and in the core. */
const unrecorded: Variant = {
  name: 'Warren without its ledger',
  takesPart: 'for the record',
  abilities: ['download', 'seed'],
  lacks: {
    line: oneTableIsEnough,
    rc4: oneTableIsEnough,
    utp: oneTableIsEnough,
    magnet: oneTableIsEnough,
    create: hashingIsTheSame,
    recheck: hashingIsTheSame,
  },
  profile: {},
  settings: { exposure: { isRecorded: false, keptDays: 7 } },
};

/** The whole core as a user runs it, its guard on: `warren serve`, ordered over its HTTP door. */
const makeWarren = ({ name, abilities, lacks, profile, settings, takesPart }: Variant): Contender => ({
  name,
  takesPart: takesPart ?? 'everywhere',
  abilities: new Set(abilities),
  lacks,
  missing: () => undefined,
  version() {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      version: string;
    };
    return version;
  },
  async start({ world: { profileFolder }, folder, wire, address }): Promise<Client> {
    const instance = await startInstance({
      dataDir: join(folder, 'data'),
      profile: { ...profile, ...profileForWire[wire] },
      ...(settings === undefined ? {} : { settings }),
      env: profileFolder === undefined ? {} : profilingEnvironment(profileFolder),
    });
    await instance.listenPort();
    return {
      ...watched(instance),
      async [Symbol.asyncDispose]() {
        if (profileFolder !== undefined) await writeProfile(profileFolder, instance.ready.pid);
        await end(instance);
      },
      async download({ payload, trackerUrl, folder: savePath }) {
        const finished = followFinished(instance, payload.infoHash);
        await add(instance, payload.torrentFile(trackerUrl), savePath);
        return finished;
      },
      async seed({ payload, trackerUrl, folder: savePath }) {
        await add(instance, payload.torrentFile(trackerUrl), savePath);
        await instance.reaches(payload.infoHash, 'seeding');
        return { host: address, port: await instance.listenPort() };
      },
      async fetchMetadata(order) {
        await instance.call('torrents.add', { source: { magnet: magnetOf(order) }, savePath: order.folder });
        await isSeen(instance, order.payload.infoHash, ({ sizeBytes }) => sizeBytes > 0);
        return monotonicSeconds();
      },
      create: ({ payload }) => share(instance, payload.path),
      async recheck({ payload: { infoHash } }) {
        const before = await instance.call<Torrent>('torrents.show', { id: infoHash });
        const beganAt = monotonicSeconds();
        await instance.call('torrents.recheck', { ids: [infoHash] });
        await isSeen(
          instance,
          infoHash,
          ({ state, stateSince }) => state === 'seeding' && stateSince !== before.stateSince,
        );
        return monotonicSeconds() - beganAt;
      },
    };
  },
});

/** Between two questions, ms: a part of what is measured. */
const askEveryMs = 2;

/** Asks until a torrent is as wanted: streams of torrents tell only twice a second. */
async function isSeen(
  instance: Instance,
  id: string,
  isWanted: (torrent: Torrent) => boolean,
): Promise<void> {
  for (;;) {
    const torrent = await instance.call<Torrent>('torrents.show', { id });
    if (isWanted(torrent)) return;
    if (torrent.state === 'error') throw new Error(torrent.reason ?? 'error');
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
}

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
export const unrecordedWarren: Contender = makeWarren(unrecorded);

async function add(instance: Instance, torrentFile: Uint8Array, savePath: string): Promise<void> {
  await instance.call('torrents.add', {
    source: { torrentFile: Buffer.from(torrentFile).toString('base64') },
    savePath,
  });
}
