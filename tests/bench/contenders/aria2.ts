import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { monotonicSeconds } from '../measure/clock.ts';
import { startProgram } from '../measure/program.ts';
import { until } from '../../support/until.ts';
import { clientAddress } from '../world.ts';
import { connectAria2 } from './aria2-rpc.ts';
import type { Client, Contender, StartOptions, TransferOrder } from './contender.ts';

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
];

/** Debian's aria2, ordered over its own RPC. */
export const aria2: Contender = {
  name: 'aria2',
  missing: () => (firstLine() === undefined ? 'aria2c (Debian: aria2)' : undefined),
  version: () => firstLine()?.replace('aria2 version ', '') ?? 'unknown',
  start,
};

function firstLine(): string | undefined {
  try {
    return execFileSync('aria2c', ['--version'], { encoding: 'utf8' }).split('\n')[0];
  } catch {
    return undefined;
  }
}

async function start({ world, folder }: StartOptions): Promise<Client> {
  await using stack = new AsyncDisposableStack();
  const [rpcPort, listenPort, secret] = [world.freshPort(), world.freshPort(), randomUUID()];
  const program = stack.use(
    startProgram('aria2c', [
      ...options,
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
      const gid = await add(order, { 'check-integrity': 'true' });
      await until(
        async () => ((await rpc.call('tellStatus', gid)) as { seeder?: string }).seeder === 'true',
        {
          what: 'aria2 seeds',
        },
      );
      return { host: clientAddress, port: listenPort };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
