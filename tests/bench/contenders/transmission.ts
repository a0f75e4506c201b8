import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../support/until.ts';
import { monotonicSeconds } from '../measure/clock.ts';
import { startProgram } from '../measure/program.ts';
import {
  cannot,
  magnetOf,
  type Client,
  type Contender,
  type StartOptions,
  type TransferOrder,
} from './contender.ts';
import { versionOf } from './installed.ts';

const version = () => versionOf('transmission-daemon', ['--version'], /transmission-daemon (\S+)/u);

/** Debian's transmission-daemon, ordered over its own RPC. */
export const transmission: Contender = {
  name: 'transmission',
  takesPart: 'for the record',
  abilities: new Set(['download', 'seed', 'utp', 'line', 'magnet']),
  missing: () => (version() === undefined ? 'transmission-daemon (Debian: transmission-daemon)' : undefined),
  version: () => version() ?? 'unknown',
  start,
};

interface Status {
  readonly leftUntilDone: number;
  readonly metadataPercentComplete: number;
  readonly error: number;
  readonly errorString: string;
  /** 6: seeds. */
  readonly status: number;
}

async function start({ world, folder, wire, address }: StartOptions): Promise<Client> {
  const [peerPort, rpcPort] = [world.freshPort(), world.freshPort()];
  const configFolder = join(folder, 'transmission');
  await mkdir(configFolder);
  const settings = {
    'peer-port': peerPort,
    'rpc-port': rpcPort,
    'rpc-bind-address': '127.0.0.1',
    'dht-enabled': false,
    'lpd-enabled': false,
    'pex-enabled': false,
    'utp-enabled': wire === 'utp',
    'port-forwarding-enabled': false,
    // 0: plain is preferred.
    encryption: 0,
    'ratio-limit-enabled': false,
  };
  await writeFile(join(configFolder, 'settings.json'), JSON.stringify(settings));
  const program = startProgram('transmission-daemon', ['--foreground', '--config-dir', configFolder]);
  let session = '';

  async function ask<T>(method: string, given: object = {}): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${rpcPort}/transmission/rpc`, {
      method: 'POST',
      // It closes a kept connection whenever it likes, also when the next question is on its way.
      headers: { 'x-transmission-session-id': session, connection: 'close' },
      body: JSON.stringify({ method, arguments: given }),
    });
    if (response.status === 409) {
      session = response.headers.get('x-transmission-session-id') ?? '';
      return ask(method, given);
    }
    const { result, arguments: value } = (await response.json()) as { result: string; arguments: T };
    if (result !== 'success') throw new Error(`transmission, ${method}: ${result}`);
    return value;
  }

  const add = ({ payload, trackerUrl, folder: dir }: TransferOrder) =>
    ask('torrent-add', {
      metainfo: Buffer.from(payload.torrentFile(trackerUrl)).toString('base64'),
      'download-dir': dir,
    });

  async function reaches(what: string, is: (status: Status) => boolean): Promise<number> {
    const fields = ['leftUntilDone', 'metadataPercentComplete', 'error', 'errorString', 'status'];
    const look = async () => {
      const [torrent] = (await ask<{ torrents: Status[] }>('torrent-get', { fields })).torrents;
      // 1 and 2 are troubles with trackers.
      if (torrent?.error === 3) throw new Error(`transmission: ${torrent.errorString}`);
      return torrent !== undefined && is(torrent);
    };
    await until(look, { what: `transmission ${what}`, timeoutMs: 3_600_000 });
    return monotonicSeconds();
  }

  await until(() => ask('session-get').catch(() => undefined), { what: 'transmission takes orders' });
  return {
    pid: program.pid,
    roleOf: () => undefined,
    async download(order) {
      await add(order);
      return reaches('has everything', ({ leftUntilDone, status }) => leftUntilDone === 0 && status >= 5);
    },
    async seed(order) {
      await add(order);
      await reaches('seeds', ({ status, leftUntilDone }) => status === 6 && leftUntilDone === 0);
      return { host: address, port: peerPort };
    },
    async fetchMetadata(order) {
      await ask('torrent-add', { filename: magnetOf(order), 'download-dir': order.folder });
      return reaches('has the metadata', ({ metadataPercentComplete }) => metadataPercentComplete === 1);
    },
    create: cannot,
    recheck: cannot,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
