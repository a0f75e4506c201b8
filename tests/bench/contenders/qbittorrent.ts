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

const version = () => versionOf('qbittorrent-nox', ['--version'], /qBittorrent v?(\S+)/u);

/** Debian's qbittorrent-nox (libtorrent with an application around it), ordered over its Web API. */
export const qbittorrent: Contender = {
  name: 'qbittorrent-nox',
  takesPart: 'for the record',
  abilities: new Set(['download', 'seed', 'utp', 'line', 'magnet']),
  missing: () => (version() === undefined ? 'qbittorrent-nox (Debian: qbittorrent-nox)' : undefined),
  version: () => version() ?? 'unknown',
  start,
};

/** How often it looks what has changed; 1500 by default, which would be most of what is measured, ms. */
const refreshMs = 100;

const settings = (port: number, wire: StartOptions['wire']) => `[LegalNotice]
Accepted=true

[BitTorrent]
Session\\Port=${port}
Session\\RefreshInterval=${refreshMs}
Session\\BTProtocol=${wire === 'utp' ? 'UTP' : 'TCP'}
Session\\Encryption=2
Session\\DHTEnabled=false
Session\\PeXEnabled=false
Session\\LSDEnabled=false
Session\\QueueingSystemEnabled=false

[Network]
PortForwardingEnabled=false

[Preferences]
WebUI\\LocalHostAuth=false
WebUI\\UseUPnP=false
WebUI\\Address=127.0.0.1
Connection\\UPnP=false
`;

interface Info {
  readonly state: string;
  readonly progress: number;
  readonly total_size: number;
}

async function start({ world, folder, wire, address }: StartOptions): Promise<Client> {
  const [peerPort, webPort] = [world.freshPort(), world.freshPort()];
  const configFolder = join(folder, 'qBittorrent', 'config');
  await mkdir(configFolder, { recursive: true });
  await writeFile(join(configFolder, 'qBittorrent.conf'), settings(peerPort, wire));
  const program = startProgram('qbittorrent-nox', [`--profile=${folder}`, `--webui-port=${webPort}`]);

  async function ask(method: string, body?: FormData): Promise<string> {
    const url = `http://127.0.0.1:${webPort}/api/v2/${method}`;
    const response = await fetch(url, body === undefined ? {} : { method: 'POST', body });
    const text = await response.text();
    if (!response.ok || text === 'Fails.')
      throw new Error(`qbittorrent, ${method}: ${response.status} ${text}`);
    return text;
  }

  async function add(order: TransferOrder, source: (form: FormData) => void): Promise<void> {
    const form = new FormData();
    source(form);
    form.set('savepath', order.folder);
    await ask('torrents/add', form);
  }

  const addFile = (order: TransferOrder) =>
    add(order, (form) => {
      const bytes = Uint8Array.from(order.payload.torrentFile(order.trackerUrl));
      form.set('torrents', new Blob([bytes], { type: 'application/x-bittorrent' }), 'order.torrent');
    });

  async function reaches(what: string, is: (info: Info) => boolean): Promise<number> {
    const look = async () => {
      const [torrent] = JSON.parse(await ask('torrents/info')) as Info[];
      if (torrent?.state === 'error' || torrent?.state === 'missingFiles')
        throw new Error(`qbittorrent: ${torrent.state}`);
      return torrent !== undefined && is(torrent);
    };
    await until(look, { what: `qbittorrent ${what}`, timeoutMs: 3_600_000 });
    return monotonicSeconds();
  }

  const seeds = ({ state, progress }: Info) =>
    progress === 1 && (state === 'uploading' || state === 'stalledUP');

  await until(() => ask('app/version').catch(() => undefined), { what: 'qbittorrent takes orders' });
  return {
    pid: program.pid,
    roleOf: () => undefined,
    async download(order) {
      await addFile(order);
      return reaches('has everything', seeds);
    },
    async seed(order) {
      await addFile(order);
      await reaches('seeds', seeds);
      return { host: address, port: peerPort };
    },
    async fetchMetadata(order) {
      await add(order, (form) => form.set('urls', magnetOf(order)));
      return reaches('has the metadata', (info) => info.total_size > 0 && info.state !== 'metaDL');
    },
    create: cannot,
    recheck: cannot,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
