import { mkdir, readFile } from 'node:fs/promises';
import { findFreePort } from './free-port.ts';
import type { OtherClient } from './other-client.ts';
import { startProgram } from './outside-program.ts';
import { transferPatienceMs, until } from './until.ts';

interface DownloadStatus {
  readonly status: 'active' | 'waiting' | 'paused' | 'error' | 'complete' | 'removed';
  readonly errorMessage?: string;
  readonly totalLength: string;
  readonly completedLength: string;
  readonly verifyIntegrityPending?: string;
  readonly verifiedLength?: string;
  readonly bittorrent?: { readonly info?: object };
  /** A magnet link is done when its metadata is there; what follows is the torrent itself. */
  readonly followedBy?: readonly string[];
}

/** @param folder where it keeps what nobody asked for; made by it */
export async function startAria2(folder: string): Promise<OtherClient> {
  const [peerPort, rpcPort] = [await findFreePort(), await findFreePort()];
  await mkdir(folder, { recursive: true });
  const program = startProgram('aria2c', [
    '--no-conf',
    '--enable-rpc',
    `--rpc-listen-port=${rpcPort}`,
    `--listen-port=${peerPort}`,
    `--dir=${folder}`,
    '--enable-dht=false',
    '--enable-dht6=false',
    '--disable-ipv6',
    '--check-integrity',
    '--seed-ratio=0',
    '--file-allocation=none',
    `--stop-with-process=${process.pid}`,
  ]);
  const downloads: string[] = [];

  async function ask<T>(method: string, ...params: unknown[]): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${rpcPort}/jsonrpc`, {
      method: 'POST',
      body: JSON.stringify({ jsonrpc: '2.0', id: '1', method: `aria2.${method}`, params }),
    });
    const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
    if (error !== undefined) throw new Error(`aria2, ${method}: ${error.message}`);
    return result;
  }

  async function isComplete(id: string): Promise<boolean> {
    const now = await ask<DownloadStatus>('tellStatus', id);
    if (now.status === 'error') throw new Error(`aria2: ${now.errorMessage}`);
    if (now.followedBy !== undefined)
      return (await Promise.all(now.followedBy.map(isComplete))).every(Boolean);
    if (now.bittorrent?.info === undefined) return false; // a magnet link that waits for its metadata, or just got it
    const isChecking = now.verifyIntegrityPending !== undefined || now.verifiedLength !== undefined;
    return !isChecking && now.totalLength !== '0' && now.completedLength === now.totalLength;
  }

  const client: OtherClient = {
    address: `127.0.0.1:${peerPort}`,
    async add(source, dir) {
      const id = source.startsWith('magnet:')
        ? await ask<string>('addUri', [source], { dir })
        : await ask<string>('addTorrent', await readFile(source, 'base64'), [], { dir });
      downloads.push(id);
    },
    async hasEverything() {
      const isDone = async () => (await Promise.all(downloads.map(isComplete))).every(Boolean);
      await until(isDone, { what: 'aria2 has everything', timeoutMs: transferPatienceMs });
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
  await program.answers(() => ask('getVersion'));
  return client;
}
