import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram, type Program } from '../measure/program.ts';
import { clientAddress, type World } from '../world.ts';
import type { Catalogue, CatalogueOptions, Client, Contender, Restored, TransferOrder } from './contender.ts';

/** The system's Python: Debian's libtorrent belongs to it, and another one may come first on the PATH. */
const python = '/usr/bin/python3';
const script = join(import.meta.dirname, 'libtorrent-session.py');

/** Debian's libtorrent-rasterbar, through its Python binding; all the work is done in its own C++ threads. */
export const libtorrent: Contender = {
  name: 'libtorrent',
  missing: () => (installedVersion() === undefined ? 'libtorrent (Debian: python3-libtorrent)' : undefined),
  version: () => installedVersion() ?? 'unknown',
  async start({ world, folder }): Promise<Client> {
    const { program, port } = startSession(world);
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
        return { host: clientAddress, port };
      },
    };
  },
  get catalogue() {
    return catalogue;
  },
};

const catalogue: Catalogue = {
  async prepare({ world, stateFolder, contentFolder, payloads }) {
    const torrents = join(stateFolder, 'torrents');
    await mkdir(torrents, { recursive: true });
    for (const { name, torrentFile } of payloads)
      await writeFile(join(torrents, `${name}.torrent`), torrentFile());
    await using program = startSession(world).program;
    await program.said('listening');
    program.tell(JSON.stringify({ do: 'prepare', torrents, state: stateFolder, folder: contentFolder }));
    await program.said('prepared');
  },
  start({ world, stateFolder, contentFolder }: CatalogueOptions) {
    const { program } = startSession(world);
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

function startSession(world: World) {
  const port = world.freshPort();
  return { program: startProgram(python, [script, `${clientAddress}:${port}`]), port };
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
