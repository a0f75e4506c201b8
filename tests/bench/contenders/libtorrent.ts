import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram, type Program } from '../measure/program.ts';
import { clientAddress, type World } from '../world.ts';
import {
  magnetOf,
  type Catalogue,
  type CatalogueOptions,
  type Client,
  type Contender,
  type Restored,
  type StartOptions,
  type TransferOrder,
  type Wire,
} from './contender.ts';

/** The system's Python: Debian's libtorrent belongs to it, and another one may come first on the PATH. */
const python = '/usr/bin/python3';
const script = join(import.meta.dirname, 'libtorrent-session.py');

/** Debian's libtorrent-rasterbar, through its Python binding; all the work is done in its own C++ threads. */
export const libtorrent: Contender = {
  name: 'libtorrent',
  takesPart: 'everywhere',
  abilities: new Set(['download', 'seed', 'rc4', 'utp', 'line', 'magnet', 'create', 'recheck']),
  missing: () => (installedVersion() === undefined ? 'libtorrent (Debian: python3-libtorrent)' : undefined),
  version: () => installedVersion() ?? 'unknown',
  // Its way to trackers is bound to an address on which it listens, and the tracker is near.
  start: (options) => startLibtorrent(options, [clientAddress]),
  get catalogue() {
    return catalogue;
  },
};

/** Also the other end of shapes for which there is no neutral one. */
export async function startLibtorrent(
  { world, folder, wire, address }: StartOptions,
  moreAddresses: readonly string[] = [],
): Promise<Client> {
  const addresses = [...new Set([address, ...moreAddresses])];
  const { program, port } = startSession(world, { wire, addresses });
  await program.said('listening');
  const order = async (what: string, transfer: TransferOrder) => {
    const torrent = join(folder, 'order.torrent');
    await writeFile(torrent, transfer.payload.torrentFile(transfer.trackerUrl));
    program.tell(JSON.stringify({ do: what, torrent, folder: transfer.folder }));
  };
  return {
    ...watched(program),
    async download(transfer) {
      await order('download', transfer);
      return Number(await program.said('finished'));
    },
    async seed(transfer) {
      await order('seed', transfer);
      await program.said('seeding');
      return { host: address, port };
    },
    async fetchMetadata(transfer) {
      program.tell(JSON.stringify({ do: 'magnet', magnet: magnetOf(transfer), folder: transfer.folder }));
      return Number(await program.said('metadata'));
    },
    async create({ payload, folder: out }) {
      const target = join(out, 'made.torrent');
      const { path, pieceSizeBytes: piece } = payload;
      program.tell(JSON.stringify({ do: 'create', path, piece, target }));
      const doneAt = Number(await program.said('made'));
      return { doneAt, torrentFile: await readFile(target) };
    },
    async recheck() {
      program.tell(JSON.stringify({ do: 'recheck' }));
      return Number(await program.said('rechecked'));
    },
  };
}

const catalogue: Catalogue = {
  async prepare({ world, stateFolder, contentFolder, payloads }) {
    const torrents = join(stateFolder, 'torrents');
    await mkdir(torrents, { recursive: true });
    for (const { name, torrentFile } of payloads)
      await writeFile(join(torrents, `${name}.torrent`), torrentFile());
    await using program = startSession(world, plain).program;
    await program.said('listening');
    program.tell(JSON.stringify({ do: 'prepare', torrents, state: stateFolder, folder: contentFolder }));
    await program.said('prepared');
  },
  start({ world, stateFolder, contentFolder }: CatalogueOptions) {
    const { program } = startSession(world, plain);
    program.tell(JSON.stringify({ do: 'restore', state: stateFolder, folder: contentFolder }));
    const listening = async () => Number(await program.said('listening'));
    return Promise.resolve<Restored>({
      ...watched(program),
      // A library has no door of its own: it takes orders as soon as it listens.
      ready: listening,
      listening,
      allBack: async () => Number(await program.said('restored')),
      async stop() {
        await program[Symbol.asyncDispose]();
      },
    });
  },
};

const plain = { wire: 'plain', addresses: [clientAddress] } as const;

function startSession(
  world: World,
  { wire, addresses }: { readonly wire: Wire; readonly addresses: readonly string[] },
) {
  const port = world.freshPort();
  const interfaces = addresses.map((address) => `${address}:${port}`).join(',');
  return { program: startProgram(python, [script, interfaces, wire]), port };
}

function watched(program: Program) {
  return {
    pid: program.pid,
    roleOf: () => undefined,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

function installedVersion(): string | undefined {
  try {
    const print = 'import libtorrent; print(libtorrent.version)';
    return execFileSync(python, ['-c', print], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
