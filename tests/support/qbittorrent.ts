import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canConnect, findFreePort } from './free-port.ts';
import type { SavingClient } from './other-client.ts';
import { startProgram } from './outside-program.ts';
import { transferPatienceMs, until } from './until.ts';

interface TorrentStatus {
  readonly hash: string;
  /** 0–1. */
  readonly progress: number;
  readonly state: string;
  /** Bytes. */
  readonly uploaded: number;
}

/** How it calls them. */
const encryptionModes = { enabled: 0, forced: 1, disabled: 2 } as const;
/** Complete, checked, and given to others. */
const seedingStates = ['uploading', 'stalledUP', 'queuedUP', 'forcedUP'];

interface Options {
  readonly encryption?: keyof typeof encryptionModes;
  readonly protocol?: 'TCP' | 'UTP';
  /** Where it keeps what it knows of torrents: files, or a database. */
  readonly storage?: 'Legacy' | 'SQLite';
}

export interface Qbittorrent extends SavingClient {
  /** Gives a file another name, where it lies. */
  rename(infoHash: string, from: string, to: string): Promise<void>;
  /** Connects all torrents to a peer. */
  connect(address: string): Promise<void>;
}

/** @param folder of its own, made by it */
export async function startQbittorrent(
  folder: string,
  { encryption = 'enabled', protocol = 'TCP', storage = 'Legacy' }: Options = {},
): Promise<Qbittorrent> {
  const [peerPort, webPort] = [await findFreePort(), await findFreePort()];
  const config = join(folder, 'qBittorrent', 'config');
  await mkdir(config, { recursive: true });
  const settings = [
    '[LegalNotice]',
    'Accepted=true',
    '[BitTorrent]',
    `Session\\Port=${peerPort}`,
    'Session\\Interface=lo',
    'Session\\InterfaceName=lo',
    'Session\\InterfaceAddress=127.0.0.1',
    'Session\\DHTEnabled=false',
    'Session\\LSDEnabled=false',
    `Session\\BTProtocol=${protocol}`,
    `Session\\ResumeDataStorageType=${storage}`,
    `Session\\Encryption=${encryptionModes[encryption]}`,
    '[Network]',
    'PortForwardingEnabled=false',
    '[Preferences]',
    'Connection\\UPnP=false',
    'WebUI\\UseUPnP=false',
    'WebUI\\Address=127.0.0.1',
    `WebUI\\Port=${webPort}`,
    'WebUI\\LocalHostAuth=false',
  ];
  await writeFile(join(config, 'qBittorrent.conf'), `${settings.join('\n')}\n`);
  const program = startProgram('qbittorrent-nox', [`--profile=${folder}`]);

  async function ask(path: string, body?: FormData | URLSearchParams): Promise<Response> {
    const response = await fetch(`http://127.0.0.1:${webPort}/api/v2/${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    if (!response.ok) throw new Error(`qBittorrent, ${path}: ${response.status}`);
    return response;
  }

  const client: Qbittorrent = {
    address: `127.0.0.1:${peerPort}`,
    async add(source, downloadFolder) {
      const form = new FormData();
      if (source.startsWith('magnet:')) form.append('urls', source);
      else form.append('torrents', new Blob([await readFile(source)]), 'some.torrent');
      form.append('savepath', downloadFolder);
      const answer = await (await ask('torrents/add', form)).text();
      if (!answer.startsWith('Ok')) throw new Error(`qBittorrent: ${answer}`);
    },
    async connect(address) {
      const torrents = (await (await ask('torrents/info')).json()) as TorrentStatus[];
      const hashes = torrents.map(({ hash }) => hash).join('|');
      await ask('torrents/addPeers', new URLSearchParams({ hashes, peers: address }));
    },
    async hasEverything() {
      const isDone = async () => {
        const torrents = (await (await ask('torrents/info')).json()) as TorrentStatus[];
        if (torrents.some(({ state }) => ['error', 'missingFiles'].includes(state)))
          throw new Error(`qBittorrent: ${JSON.stringify(torrents)}`);
        const isSeeding = ({ progress, state }: TorrentStatus) =>
          progress === 1 && seedingStates.includes(state);
        return torrents.length > 0 && torrents.every(isSeeding);
      };
      await until(isDone, { what: 'qBittorrent has everything', timeoutMs: transferPatienceMs });
    },
    async pause(infoHash) {
      await ask('torrents/pause', new URLSearchParams({ hashes: infoHash }));
    },
    async hasGiven(infoHash, bytes) {
      const hasIt = async () => {
        const torrents = (await (await ask('torrents/info')).json()) as TorrentStatus[];
        return torrents.some(({ hash, uploaded }) => hash === infoHash && uploaded >= bytes);
      };
      await until(hasIt, { what: 'qBittorrent has counted what it gave' });
      // Giving alone is not always a reason for it to write anything down; a tag is.
      await ask('torrents/addTags', new URLSearchParams({ hashes: infoHash, tags: 'given' }));
    },
    async rename(hash, oldPath, newPath) {
      await ask('torrents/renameFile', new URLSearchParams({ hash, oldPath, newPath }));
    },
    quit: () => program.quit(),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
  await program.answers(() => ask('app/version'));
  // It answers people some time before it answers peers.
  await program.answers(() => canConnect(peerPort));
  return client;
}
