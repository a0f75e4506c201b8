import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countPieces, hasPiece } from '../../src/shared/domain/bitfield.ts';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

const album = { 'one.flac': 9_000_000, 'two.flac': 7_000_001, 'sub/three.flac': 14_000_000, 'tiny.txt': 10 };
const albumBytes = 30_000_011;
const kills = 20;

/** kill -9 of the core, which also has to end its engine, or of the engine alone. */
async function killNine(instance: Instance, whom: 'core' | 'engine'): Promise<void> {
  const { pid } = instance.ready;
  const engine = Number((await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ')[0]);
  if (whom === 'engine') return void process.kill(engine, 'SIGKILL');
  await instance.kill();
  await until(() => !isAlive(engine), { what: 'the engine has gone with its core' });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function integrityOf(catalog: string): string {
  // Through a process of its own: a reader in this one could hold a lock that the next start meets.
  const program = `const S = require('better-sqlite3'); console.log(new S(process.argv[1], { readonly: true }).pragma('integrity_check', { simple: true }))`;
  return execFileSync(process.execPath, ['-e', program, catalog], {
    encoding: 'utf8',
    cwd: join(import.meta.dirname, '../..'),
  }).trim();
}

test(`kill -9 at ${kills} moments of a download loses no verified piece`, { timeout: 400_000 }, async () => {
  await using folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  await writePayload(at('seeds', 'album'), album);
  await using seeder = await startInstance({ dataDir: at('seeder'), profile: { uploadLimitBps: 6_000_000 } });
  await seeder.listenPort();
  const { id, magnet } = await seeder.json<{ id: string; magnet: string }>('share', at('seeds', 'album'));
  const peer = `127.0.0.1:${await seeder.listenPort()}`;
  const dataDir = at('leecher');
  const marks = () => readFile(join(dataDir, 'progress', id)).catch(() => Buffer.alloc(0));

  let leecher = await startInstance({ dataDir });
  try {
    await leecher.json('add', magnet, '--to', at('downloads'), '--peer', peer);
    for (let round = 0; round < kills; round++) {
      const before = countPieces(await marks());
      const some = 1 + Math.floor(Math.random() * 8);
      const isDone = async () => (await leecher.call<Torrent>('torrents.show', { id })).state === 'seeding';
      await until(async () => countPieces(await marks()) >= before + some || (await isDone()), {
        what: 'some more pieces have arrived',
      });
      const whom = round % 2 === 0 ? 'core' : 'engine';
      await killNine(leecher, whom);
      const marked = await marks();
      const piecesMarked = countPieces(marked);

      if (whom === 'core') {
        expect(integrityOf(join(dataDir, 'catalog.sqlite'))).toBe('ok');
        leecher = await startInstance({ dataDir });
      } else {
        await until(async () => (await leecher.call<Torrent>('torrents.show', { id })).state === 'queued', {
          what: 'the crash is noticed',
        });
      }
      const back = await leecher.reaches(id, 'downloading', 'seeding');
      await leecher.json('add-peer', id, peer);
      const now = await marks();
      for (let piece = 0; piece < marked.length * 8; piece++) {
        if (hasPiece(marked, piece))
          expect(hasPiece(now, piece), `piece ${piece} after round ${round}`).toBe(true);
      }
      expect(back.progress, `round ${round}, ${whom}`).toBeGreaterThanOrEqual(
        ((piecesMarked - 1) * pieceBytes) / albumBytes,
      );
    }
    await leecher.reaches(id, 'seeding');
    expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
    // Sent is what left the seeder: beside the album only what was on its way at each kill (sockets buffer a few MB).
    const { uploadedBytes } = await seeder.call<Torrent>('torrents.show', { id });
    expect(uploadedBytes).toBeLessThan(albumBytes + kills * 4_000_000);
  } finally {
    await leecher[Symbol.asyncDispose]();
  }
  expect(integrityOf(join(dataDir, 'catalog.sqlite'))).toBe('ok');
});

const pieceBytes = 32 * 1024;
