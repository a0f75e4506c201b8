// Run inside one home of a neighbourhood: starts a client that speaks uTP, says so, takes on a torrent when it is given a
// line, says when it has everything, and, a Warren, by what it has met peers when it is given another.
// Arguments: its kind, its folder, its address, the .torrent file, the folder where the data is to be.
import { createInterface } from 'node:readline';
import { startInstance } from '../support/instance.ts';
import { startTransmission } from '../support/transmission.ts';
import { transportsOfPeers } from './transports-of-peers.ts';

const [kind = '', folder = '', host = '', torrentFile = '', target = ''] = process.argv.slice(2);

interface Resident {
  /** Resolves when it has everything. */
  take(): Promise<void>;
  transports(): Promise<string[]>;
}

const starts = {
  async Warren(): Promise<Resident> {
    const warren = await startInstance({ dataDir: folder, profile: { utp: true } });
    await warren.listenPort();
    let id = '';
    return {
      async take() {
        ({ id } = await warren.json('add', torrentFile, '--to', target));
        await warren.reaches(id, 'seeding');
      },
      transports: () => transportsOfPeers(warren, id),
    };
  },
  async Transmission(): Promise<Resident> {
    const client = await startTransmission(folder, { host, utp: true });
    return {
      async take() {
        await client.add(torrentFile, target);
        await client.hasEverything();
      },
      transports: () => Promise.resolve([]),
    };
  },
};
export type ResidentKind = keyof typeof starts;

const tell = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

// The one who started it is gone: all the others in this process space go too.
process.stdin.on('end', () => process.exit(0));
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const resident = await starts[kind as ResidentKind](); // the test names no other kind
tell({ isReady: true });
await lines.next();
await resident.take();
tell({ hasEverything: true });
await lines.next();
tell({ transports: await resident.transports() });
