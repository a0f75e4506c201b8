// Run inside one home of the neighbourhood: starts a member of the swarm, says so, begins when it is given a line, and
// tells how much it has sent when it is given another.
// Arguments: its kind, its folder, its address, the .torrent file, the folder where the data is to be.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startAria2 } from '../support/aria2.ts';
import { startInstance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { startTransmission } from '../support/transmission.ts';
import { makeFreeRider } from './free-rider.ts';
import type { MemberKind } from './swarm.ts';

const [kind = '', folder = '', host = '', torrentFile = '', target = ''] = process.argv.slice(2);

interface Member {
  begin(): Promise<void>;
  /** Only Warrens are asked. */
  sentBytes?(): Promise<number>;
}

const starts: Readonly<Record<MemberKind, () => Promise<Member>>> = {
  async Warren() {
    const warren = await startInstance({ dataDir: folder });
    await warren.listenPort();
    return {
      async begin() {
        const source = { torrentFile: await readFile(torrentFile, 'base64') };
        await warren.call('torrents.add', { source, savePath: target });
      },
      async sentBytes() {
        const [torrent] = await warren.call<Torrent[]>('torrents.list');
        return torrent?.uploadedBytes ?? 0;
      },
    };
  },
  async aria2() {
    const client = await startAria2(folder);
    return { begin: () => client.add(torrentFile, target) };
  },
  async libtorrent() {
    const client = await startLibtorrent({ listen_interfaces: `${host}:6881` });
    return { begin: () => client.add(torrentFile, target) };
  },
  async Transmission() {
    const client = await startTransmission(folder, { host });
    return { begin: () => client.add(torrentFile, target) };
  },
  'free rider': async () => {
    const rider = makeFreeRider(await readFile(torrentFile));
    rider.onPiece = (share) => tell({ share, takenFrom: Object.fromEntries(rider.takenFrom) });
    return { begin: () => rider.begin() };
  },
};

function tell(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

// The one who started it is gone: all the others in this process space go too.
process.stdin.on('end', () => process.exit(0));
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const member = await starts[kind as MemberKind](); // the swarm names no other kind
tell({ isReady: true });
await lines.next();
await member.begin();
while ((await lines.next()).done !== true) tell({ sentBytes: await member.sentBytes?.() });
