import { randomUUID } from 'node:crypto';
import { monotonicSeconds } from '../measure/clock.ts';
import { startProgram } from '../measure/program.ts';
import { until } from '../../support/until.ts';
import { connectAria2 } from './aria2-rpc.ts';
import {
  cannot,
  magnetOf,
  type Client,
  type Contender,
  type StartOptions,
  type TransferOrder,
} from './contender.ts';
import { versionOf } from './installed.ts';

/** Discovery that no other contender uses here is off, files grow as they arrive, and nothing is ever limited. */
const options = [
  '--no-conf',
  '--quiet',
  '--enable-dht=false',
  '--enable-dht6=false',
  '--bt-enable-lpd=false',
  '--enable-peer-exchange=false',
  '--file-allocation=none',
  '--seed-ratio=0.0',
  '--enable-rpc',
  '--rpc-save-upload-metadata=false',
  // 2,000 files in a torrent file are more than it takes at once otherwise.
  '--rpc-max-request-size=32M',
];

const version = () => versionOf('aria2c', ['--version'], /^aria2 version (\S+)/mu);

/** Debian's aria2, ordered over its own RPC. */
export const aria2: Contender = {
  name: 'aria2',
  takesPart: 'everywhere',
  abilities: new Set(['download', 'seed', 'rc4', 'line', 'magnet', 'recheck']),
  missing: () => (version() === undefined ? 'aria2c (Debian: aria2)' : undefined),
  version: () => version() ?? 'unknown',
  start,
};

async function start({ world, folder, wire, address }: StartOptions): Promise<Client> {
  await using stack = new AsyncDisposableStack();
  const [rpcPort, listenPort, secret] = [world.freshPort(), world.freshPort(), randomUUID()];
  const program = stack.use(
    startProgram('aria2c', [
      ...options,
      ...(wire === 'rc4' ? ['--bt-force-encryption=true'] : []),
      `--dir=${folder}`,
      `--listen-port=${listenPort}`,
      `--rpc-listen-port=${rpcPort}`,
      `--rpc-secret=${secret}`,
    ]),
  );
  const rpc = stack.use(await connectAria2({ port: rpcPort, secret }));

  const add = ({ payload, trackerUrl, folder: dir }: TransferOrder, more: Record<string, string> = {}) =>
    rpc.call('addTorrent', Buffer.from(payload.torrentFile(trackerUrl)).toString('base64'), [], {
      dir,
      ...more,
    });

  async function checkAndSeed(order: TransferOrder): Promise<void> {
    const gid = await add(order, { 'check-integrity': 'true' });
    const isSeeding = async () =>
      ((await rpc.call('tellStatus', gid)) as { seeder?: string }).seeder === 'true';
    await until(isSeeding, { what: 'aria2 seeds' });
  }

  const owned = stack.move();
  return {
    pid: program.pid,
    roleOf: () => undefined,
    async download(order) {
      // Told when the last piece is verified, before seeding begins; asked for before the order, so never missed.
      const complete = rpc.notified('onBtDownloadComplete').then(monotonicSeconds);
      await add(order);
      return complete;
    },
    async seed(order) {
      await checkAndSeed(order);
      return { host: address, port: listenPort };
    },
    async fetchMetadata(order) {
      const complete = rpc.notified('onDownloadComplete').then(monotonicSeconds);
      await rpc.call('addUri', [magnetOf(order)], { dir: order.folder, 'bt-metadata-only': 'true' });
      return complete;
    },
    create: cannot,
    async recheck(order) {
      // It checks only what it is given anew. Its seeding peers are told apart by this: it forgets what it had before.
      const [active] = (await rpc.call('tellActive', ['gid'])) as { gid: string }[];
      if (active === undefined) throw new Error('aria2 seeds nothing');
      await rpc.call('forceRemove', active.gid);
      await until(async () => ((await rpc.call('tellActive')) as unknown[]).length === 0, {
        what: 'aria2 has let go',
      });
      const beganAt = monotonicSeconds();
      await checkAndSeed(order);
      return monotonicSeconds() - beganAt;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
