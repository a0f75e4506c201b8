import { createRequire } from 'node:module';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram } from '../measure/program.ts';
import { cannot, magnetOf, type Contender, type TransferOrder } from './contender.ts';

const script = join(import.meta.dirname, 'webtorrent-session.mjs');

/** WebTorrent as npm has it, with nothing of Warren around it or in it, on the same Node. */
export const webtorrent: Contender = {
  name: 'WebTorrent',
  takesPart: 'for the record',
  abilities: new Set(['download', 'seed', 'line', 'magnet']),
  missing: () => undefined,
  version() {
    const { version } = createRequire(import.meta.url)('webtorrent/package.json') as { version: string };
    return version;
  },
  async start({ world, folder, address }) {
    const port = world.freshPort();
    const program = startProgram(process.execPath, [script, String(port)]);
    await program.said('listening');
    const order = async (what: string, transfer: TransferOrder) => {
      const torrent = join(folder, 'order.torrent');
      await writeFile(torrent, transfer.payload.torrentFile(transfer.trackerUrl));
      program.tell(JSON.stringify({ do: what, torrent, folder: transfer.folder }));
    };
    return {
      pid: program.pid,
      roleOf: () => undefined,
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
      create: cannot,
      recheck: cannot,
      [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
    };
  },
};
