import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { decodeBencode } from '../../src/shared/domain/bencode.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { startMetadataPeer, type MetadataPeer } from '../support/metadata-peer.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { startTarget } from './target.ts';

/** Each with an address of its own. */
const liars = 8;

/** As long as the true one, and a bencoded dictionary like it. */
const lie = (n: number) =>
  Buffer.from(`d6:lengthi16384e4:name5:lie ${n}12:piece lengthi16384e6:pieces20:${'x'.repeat(20)}e`);

describeWith(['python3-libtorrent'], 'the description of a magnet link', () => {
  test('that many peers lie about is taken from the one that does not', async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds'), { 'song.flac': 300_000 });
    await using honest = await startLibtorrent();
    const torrentFile = await honest.make(at('seeds', 'song.flac'), at('song.torrent'));
    await honest.add(torrentFile, at('seeds'));
    await honest.hasEverything();
    await using stack = new AsyncDisposableStack();
    const lying: MetadataPeer[] = [];
    for (let n = 0; n < liars; n++) {
      const peer = await startMetadataPeer({ host: `127.88.0.${n + 1}`, describe: () => lie(n) });
      lying.push(stack.use(peer));
    }
    await using target = await startTarget();
    const file = await readFile(torrentFile);
    const [start = 0, end = 0] = decodeBencode(file).spans.get('info') ?? [];
    const id = hash('sha1', file.subarray(start, end));

    await target.warren.call('torrents.add', {
      source: { magnet: `magnet:?xt=urn:btih:${id}` },
      savePath: at('downloads'),
      peers: lying.map(({ address }) => address),
    });
    await until(() => lying.some(({ told }) => told > 0), { what: 'it has heard a lie' });
    await target.warren.json('add-peer', id, honest.address);
    await target.warren.reaches(id, 'seeding');

    target.isUnharmed();
    expect(await target.warren.json('show', id)).toMatchObject({ name: 'song.flac' });
  });
});

describeWith(['test data (WARREN_CORPORA)'], 'descriptions that other projects collected', () => {
  test(
    'are taken on or refused when peers tell them, and never end the engine',
    { timeout: 300_000 },
    async () => {
      const infos = new Map<string, Buffer>();
      for (const path of await torrentFilesBelow(process.env.WARREN_CORPORA ?? '')) {
        const info = infoOf(await readFile(path));
        if (info !== undefined) infos.set(hash('sha1', info), info);
      }
      expect(infos.size).toBeGreaterThan(80);
      await using peer = await startMetadataPeer({
        host: '127.0.0.4',
        describe: (infoHash) => infos.get(infoHash),
      });
      await using folder = await makeTempFolder();
      await using target = await startTarget();

      const { warren } = target;
      for (const infoHash of infos.keys())
        await warren.call('torrents.add', {
          source: { magnet: `magnet:?xt=urn:btih:${infoHash}` },
          savePath: join(folder.path, infoHash),
          peers: [peer.address],
        });
      const isJudged = ({ state, name, sizeBytes, id }: Torrent) =>
        state === 'error' || sizeBytes > 0 || (name !== '' && !name.startsWith(id.slice(0, 8)));
      const open = async () => {
        const all = await warren.call<Torrent[]>('torrents.list');
        return all.filter((torrent) => infos.has(torrent.id) && !isJudged(torrent)).map(({ id }) => id);
      };
      let left: string[] = [];
      await until(async () => (left = await open()).length === 0, {
        what: () => `all are judged; left are ${left.join(' ')}`,
        timeoutMs: 150_000,
      });
      target.isUnharmed();
    },
  );
});

async function torrentFilesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.torrent')).map((name) => join(folder, name));
}

/** Undefined where the file is not even bencode. */
function infoOf(file: Buffer): Buffer | undefined {
  try {
    const span = decodeBencode(file).spans.get('info');
    return span === undefined ? undefined : file.subarray(...span);
  } catch {
    return undefined;
  }
}
