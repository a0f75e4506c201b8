import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';

const sizeBytes = 24_000_000;
const pieceSizeBytes = 128 * 1024;
const sha = (bytes: Uint8Array) => hash('sha256', bytes);

interface OpenStream {
  readonly url: string;
  readonly file: { readonly index: number; readonly path: string };
}

/** A Warren that downloads a film and its notes from libtorrent, so slowly that whoever reads is faster. */
async function makeWorld({ downloadLimitBps = 1_500_000 } = {}) {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const source = join(folder.path, 'source', 'show');
  await writePayload(source, { 'film.mkv': sizeBytes, 'notes.txt': 3_000 });
  const seed = stack.use(await startLibtorrent());
  const torrentFile = await seed.make(source, join(folder.path, 'show.torrent'), { pieceSizeBytes });
  await seed.add(torrentFile, join(folder.path, 'source'));
  const warren = stack.use(
    await startInstance({ dataDir: join(folder.path, 'data'), profile: { downloadLimitBps } }),
  );
  await warren.listenPort();
  const target = join(folder.path, 'target');
  const { id } = await warren.json('add', torrentFile, '--to', target, '--peer', seed.address);
  const film = await readFile(join(source, 'film.mkv'));
  return {
    warren,
    id,
    film,
    target,
    seed,
    progress: async () => (await warren.call<Torrent>('torrents.show', { id })).progress,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function get(url: string, range: string, signal?: AbortSignal) {
  const response = await fetch(url, { headers: { range }, ...(signal === undefined ? {} : { signal }) });
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}

describeWith(['python3-libtorrent'], 'streams', () => {
  test('a film is read from its middle, its end and its beginning, by two at once, long before all of it is there', async () => {
    await using world = await makeWorld();
    const { warren, id, film } = world;
    const { url, file } = await warren.json<OpenStream>('stream', id);
    expect(file.path).toBe('show/film.mkv');
    expect(await warren.json<OpenStream>('stream', id, 'film.mkv')).toEqual({ url, file });

    const middle = await get(url, 'bytes=12000000-12999999');
    expect(middle.status).toBe(206);
    expect(sha(middle.bytes)).toBe(sha(film.subarray(12_000_000, 13_000_000)));
    const [end, start] = await Promise.all([get(url, 'bytes=-500000'), get(url, 'bytes=0-999999')]);
    expect(sha(end.bytes)).toBe(sha(film.subarray(-500_000)));
    expect(sha(start.bytes)).toBe(sha(film.subarray(0, 1_000_000)));
    // A tenth of it was read. Had it come in any order, next to all of it would have had to be there.
    expect(await world.progress()).toBeLessThan(0.6);

    const notes = await warren.json<OpenStream>('stream', id, 'notes.txt');
    expect((await get(notes.url, 'bytes=0-')).bytes).toHaveLength(3_000);
  });

  test('one that goes away lets the others on; the whole is the whole', async () => {
    await using world = await makeWorld({ downloadLimitBps: 8_000_000 });
    const { warren, id, film } = world;
    const { url } = await warren.json<OpenStream>('stream', id);
    const leaving = new AbortController();
    const left = await fetch(url, { headers: { range: 'bytes=20000000-' }, signal: leaving.signal });
    await left.body?.getReader().read();
    leaving.abort();

    const [one, other] = await Promise.all([get(url, 'bytes=0-'), get(url, 'bytes=8000000-')]);
    expect(sha(one.bytes)).toBe(sha(film));
    expect(sha(other.bytes)).toBe(sha(film.subarray(8_000_000)));
    await warren.reaches(id, 'seeding');
  });

  test('paused, what is whole is read without the network, and what is not says that it is paused', async () => {
    await using world = await makeWorld({ downloadLimitBps: 3_000_000 });
    const { warren, id, film, target } = world;
    const { url } = await warren.json<OpenStream>('stream', id);
    await get(url, 'bytes=5000000-5999999');
    await warren.json('pause', id);

    expect(sha((await get(url, 'bytes=5000000-5999999')).bytes)).toBe(
      sha(film.subarray(5_000_000, 6_000_000)),
    );
    const missing = await get(url, 'bytes=0-');
    expect(missing.status).toBe(409);
    expect(new TextDecoder().decode(missing.bytes)).toContain('paused');

    await rename(join(target, 'show', 'film.mkv'), join(target, 'show', 'film.old'));
    expect((await get(url, 'bytes=5000000-5999999')).status).toBe(409);
  });

  test('pausing ends a reading that waits', async () => {
    await using world = await makeWorld({ downloadLimitBps: 300_000 });
    const { warren, id } = world;
    const { url } = await warren.json<OpenStream>('stream', id);
    const reading = get(url, 'bytes=0-');
    const isOver = reading.catch((error: unknown) => String(error));
    await until(async () => (await world.progress()) > 0, { what: 'something has come' });
    await warren.json('pause', id);
    expect(await isOver).toContain('terminated');
  });

  test('its URL is a secret that can be taken back, and nothing listens before the first or elsewhere than here', async () => {
    await using world = await makeWorld({ downloadLimitBps: 8_000_000 });
    const { warren, id } = world;
    expect(await listeners(warren)).toEqual(['127.0.0.1']);
    const { url } = await warren.json<OpenStream>('stream', id);
    expect(await listeners(warren)).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(new URL(url).pathname.split('/')[1]).toMatch(/^[\w-]{43}$/u);
    expect((await get(url.replace(/\/[\w-]{43}\//u, `/${'A'.repeat(43)}/`), 'bytes=0-9')).status).toBe(404);
    const page = await fetch(url, { headers: { origin: 'https://evil.example' } });
    expect(page.status).toBe(403);

    const reading = get(url, 'bytes=0-').catch((error: unknown) => String(error));
    await warren.json('stop-streams', id);
    await reading;
    expect((await get(url, 'bytes=0-9')).status).toBe(404);
    const again = await warren.json<OpenStream>('stream', id);
    expect(again.url).not.toBe(url);
    await warren.json('remove', id);
    expect((await get(again.url, 'bytes=0-9')).status).toBe(404);
  });
});

/** Addresses that the core listens on. Its engine, which peers reach, is another process. */
async function listeners({ ready }: Instance): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ss', ['-Hltnp']);
  return stdout
    .split('\n')
    .filter((line) => line.includes(`pid=${ready.pid},`))
    .map((line) => (line.trim().split(/\s+/u)[3] ?? '').replace(/:\d+$/u, ''));
}
