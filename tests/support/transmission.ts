import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from './free-port.ts';
import type { SavingClient } from './other-client.ts';
import { startProgram } from './outside-program.ts';
import { transferPatienceMs, until } from './until.ts';

interface TorrentStatus {
  readonly percentDone: number;
  /** 0 when all is well. */
  readonly error: number;
  readonly errorString: string;
  /** 5 and 6: waits for its turn to seed, seeds. */
  readonly status: number;
}

/** How it calls them. */
const encryptionModes = { tolerated: 0, preferred: 1, required: 2 } as const;

interface Options {
  readonly encryption?: keyof typeof encryptionModes;
  /** For what it sends to all peers together. */
  readonly uploadLimitBps?: number;
  /** Where it listens and dials from. It never dials loopback addresses that a tracker names. */
  readonly host?: string;
  readonly utp?: boolean;
}

/** @param folder of its own, made by it */
export async function startTransmission(
  folder: string,
  { encryption = 'preferred', uploadLimitBps, host = '127.0.0.1', utp = false }: Options = {},
): Promise<SavingClient> {
  const [peerPort, rpcPort] = [await findFreePort(), await findFreePort()];
  await mkdir(folder, { recursive: true });
  const settings = {
    'peer-port': peerPort,
    'rpc-port': rpcPort,
    'rpc-bind-address': '127.0.0.1',
    'bind-address-ipv4': host,
    'dht-enabled': false,
    'lpd-enabled': false,
    'utp-enabled': utp,
    'port-forwarding-enabled': false,
    encryption: encryptionModes[encryption],
    'speed-limit-up-enabled': uploadLimitBps !== undefined,
    // In kilobytes.
    'speed-limit-up': Math.round((uploadLimitBps ?? 0) / 1_000),
  };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  const program = startProgram('transmission-daemon', ['--foreground', '--config-dir', folder]);
  let sessionId = '';

  async function ask<T>(method: string, given: object = {}): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${rpcPort}/transmission/rpc`, {
      method: 'POST',
      // It closes a kept connection whenever it likes, also when the next question is on its way.
      headers: { 'x-transmission-session-id': sessionId, connection: 'close' },
      body: JSON.stringify({ method, arguments: given }),
    });
    if (response.status === 409) {
      // Its guard against cross-site requests: the first answer only says what to send along.
      sessionId = response.headers.get('x-transmission-session-id') ?? '';
      return ask(method, given);
    }
    const { result, arguments: value } = (await response.json()) as { result: string; arguments: T };
    if (result !== 'success') throw new Error(`transmission, ${method}: ${result}`);
    return value;
  }

  const client: SavingClient = {
    address: `${host}:${peerPort}`,
    async add(source, downloadFolder) {
      const given = source.startsWith('magnet:')
        ? { filename: source }
        : { metainfo: await readFile(source, 'base64') };
      await ask('torrent-add', { ...given, 'download-dir': downloadFolder });
    },
    async hasEverything() {
      const fields = ['percentDone', 'status', 'error', 'errorString'];
      const isDone = async () => {
        const { torrents } = await ask<{ torrents: TorrentStatus[] }>('torrent-get', { fields });
        const failed = torrents.find(({ error }) => error !== 0);
        if (failed !== undefined) throw new Error(`transmission: ${failed.errorString}`);
        return torrents.every(({ percentDone, status }) => percentDone === 1 && status >= 5);
      };
      await until(isDone, { what: 'transmission has everything', timeoutMs: transferPatienceMs });
    },
    async pause(infoHash) {
      await ask('torrent-stop', { ids: [infoHash] });
    },
    async hasGiven(infoHash, bytes) {
      const hasIt = async () => {
        const given = { ids: [infoHash], fields: ['uploadedEver'] };
        const { torrents } = await ask<{ torrents: { uploadedEver: number }[] }>('torrent-get', given);
        return torrents.some(({ uploadedEver }) => uploadedEver >= bytes);
      };
      await until(hasIt, { what: 'transmission has counted what it gave' });
    },
    quit: () => program.quit(),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
  await program.answers(() => ask('session-get'));
  return client;
}

/** Makes a .torrent file of a file or folder with Transmission's own program. */
export async function makeWithTransmission(path: string, out: string): Promise<string> {
  await promisify(execFile)('transmission-create', ['-o', out, path]);
  return out;
}
