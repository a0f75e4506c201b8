import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startInstance, type Instance } from '../support/instance.ts';
import { makeTorrent, type MadeTorrent } from '../support/made-torrent.ts';
import { enginePid, privateBytes } from '../support/process-facts.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** A Warren that is attacked, and what must stay true of it meanwhile. */
export interface Target extends AsyncDisposable {
  readonly warren: Instance;
  readonly port: number;
  /** Seeded by it. */
  readonly seeding: MadeTorrent;
  /** In its folder of downloads; nothing of it is there yet. */
  addTorrent(torrent: MadeTorrent, ...options: readonly string[]): Promise<void>;
  addMagnet(torrent: MadeTorrent, ...options: readonly string[]): Promise<void>;
  /** Where it puts the downloaded file. */
  pathOf(torrent: MadeTorrent): string;
  /** @throws when the engine was restarted, or has at any time used more memory than it may */
  isUnharmed(): void;
  /** Of engines that have crashed; empty where none has. */
  lastWords(): Promise<string>;
}

/**
 * What attackers may make the engine use beside what it uses in peace. Measured: honest work of the same size takes
 * 40 to 70 MiB, most of it garbage that V8 has not collected yet; 240 announces at a time to trackers that lie take 175
 * to 210, and 260 where it goes on four times as long, where it stays.
 */
const mayGrowBytes = 320 * 2 ** 20;
const lookEveryMs = 50;

export const pieceSizeBytes = 32_768;

export const madeOf = (name: string, pieces: number, trackers: readonly string[] = []): MadeTorrent =>
  makeTorrent({ name, data: randomBytes(pieces * pieceSizeBytes - 1_000), pieceSizeBytes, trackers });

/** @param profile laid over a quiet one */
export async function startTarget(profile: Record<string, unknown> = {}): Promise<Target> {
  const folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  const seeding = madeOf('seeding.flac', 43);
  await mkdir(at('seeds'));
  await writeFile(at('seeds', seeding.name), seeding.data);
  await writeFile(at('seeding.torrent'), seeding.file);
  const warren = await startInstance({ dataDir: at('warren'), profile });
  const port = await warren.listenPort();
  await warren.json('add', at('seeding.torrent'), '--to', at('seeds'));
  await warren.reaches(seeding.infoHash, 'seeding');

  const pid = enginePid(warren);
  const baseBytes = privateBytes(pid);
  let peakBytes = baseBytes;
  let isGone = false;
  const watch = setInterval(() => {
    try {
      peakBytes = Math.max(peakBytes, privateBytes(pid));
    } catch {
      isGone = true;
    }
  }, lookEveryMs);

  return {
    warren,
    port,
    seeding,
    async addTorrent(torrent, ...options) {
      await writeFile(at(`${torrent.name}.torrent`), torrent.file);
      await warren.json('add', at(`${torrent.name}.torrent`), '--to', at('downloads'), ...options);
    },
    async addMagnet(torrent, ...options) {
      const link = `magnet:?xt=urn:btih:${torrent.infoHash}`;
      await warren.json('add', link, '--to', at('downloads'), ...options);
    },
    pathOf: (torrent) => at('downloads', torrent.name),
    isUnharmed() {
      expect({ isGone, pid: enginePid(warren) }, 'the engine is the one that was started').toEqual({
        isGone: false,
        pid,
      });
      const grownMib = Math.round((peakBytes - baseBytes) / 2 ** 20);
      expect(grownMib, `MiB that the engine grew by, from ${Math.round(baseBytes / 2 ** 20)}`).toBeLessThan(
        mayGrowBytes / 2 ** 20,
      );
    },
    lastWords: () => readFile(at('warren', 'crashes.txt'), 'utf8').catch(() => ''),
    async [Symbol.asyncDispose]() {
      clearInterval(watch);
      await warren[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
