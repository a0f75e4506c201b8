import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openMediaDoor, type MediaFile, type MediaReader } from '../../../src/main/network/index.ts';
import { AppError } from '../../../src/shared/contract/errors.ts';

const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251));

const film: MediaFile = {
  kind: 'file',
  name: 'film.mkv',
  sizeBytes: bytes.length,
  version: 'v1',
  revoked: new AbortController().signal,
  onReader: () => undefined,
  open: ({ from, to }) => Promise.resolve(inParts(bytes.subarray(from, to))),
};

async function* inParts(whole: Uint8Array) {
  for (let at = 0; at < whole.length; at += 300) yield await Promise.resolve(whole.subarray(at, at + 300));
}

const ownPage = 'app://warren';

/** A door with one file, and whoever asks at it. */
async function makeWorld(change: Partial<MediaFile> = {}) {
  const errors: unknown[] = [];
  const door = await openMediaDoor({
    find: (token) => (token === 'secret' ? { ...film, ...change } : undefined),
    pageOrigins: [ownPage],
    onError: (error) => errors.push(error),
  });
  async function ask(path = '/secret/film.mkv', headers: Record<string, string> = {}, method = 'GET') {
    const sent = request(`${door.origin}${path}`, { method, headers, agent: false }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return answer;
  }
  return { door, ask, errors, [Symbol.asyncDispose]: () => door[Symbol.asyncDispose]() };
}

test('a whole file, a part, and the last bytes', async () => {
  await using world = await makeWorld();
  const whole = await world.ask();
  expect(whole).toMatchObject({
    statusCode: 200,
    headers: { 'content-length': '1000', 'content-type': 'video/x-matroska', 'accept-ranges': 'bytes' },
  });
  expect(bytes.equals(await buffer(whole))).toBe(true);

  const part = await world.ask(undefined, { range: 'bytes=250-799' });
  expect(part).toMatchObject({ statusCode: 206, headers: { 'content-range': 'bytes 250-799/1000' } });
  expect(bytes.subarray(250, 800).equals(await buffer(part))).toBe(true);
  expect(bytes.subarray(-7).equals(await buffer(await world.ask(undefined, { range: 'bytes=-7' })))).toBe(
    true,
  );
});

test('who reads is told of when it begins and when it ends, and who is refused is not', async () => {
  const told: MediaReader[] = [];
  await using world = await makeWorld({ onReader: (reader) => void told.push(reader) });
  const { socket } = await world.ask('/wrong/film.mkv', { 'user-agent': 'VLC/3.0.20' });
  socket.destroy();
  expect(told).toEqual([]);

  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const range of ['bytes=0-9', 'bytes=10-19']) {
    const asked = request(`${world.door.origin}/secret/film.mkv`, {
      agent,
      headers: { range, 'user-agent': 'VLC/3.0.20' },
    }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    await buffer(answer);
  }
  agent.destroy();
  const reader = { address: '127.0.0.1', port: expect.any(Number) as number, client: 'VLC/3.0.20' };
  expect(told).toEqual([
    { ...reader, isKnown: false },
    { ...reader, isKnown: true },
    { ...reader, isKnown: true },
    { ...reader, isKnown: true },
  ]);
});

test('a range beyond the end, a change since, and a question without a body', async () => {
  await using world = await makeWorld();
  const beyond = await world.ask(undefined, { range: 'bytes=1000-' });
  expect(beyond).toMatchObject({ statusCode: 416, headers: { 'content-range': 'bytes */1000' } });

  const [same, other] = await Promise.all(
    ['"v1"', '"v0"'].map((version) => world.ask(undefined, { range: 'bytes=1-2', 'if-range': version })),
  );
  expect([same?.statusCode, other?.statusCode]).toEqual([206, 200]);

  const head = await world.ask(undefined, { range: 'bytes=0-9' }, 'HEAD');
  expect(head).toMatchObject({ statusCode: 206, headers: { 'content-length': '10' } });
  expect(await buffer(head)).toHaveLength(0);
});

test.each<[string, string | undefined, Record<string, string>, string, number]>([
  ['a token that is wrong', '/secrets/film.mkv', {}, 'GET', 404],
  ['no token', '/', {}, 'GET', 404],
  ['a path that leads further', '/secret/other/film.mkv', {}, 'GET', 404],
  ['a name that points here (DNS rebinding)', undefined, { host: 'evil.example' }, 'GET', 403],
  ['another port in Host', undefined, { host: '127.0.0.1:1' }, 'GET', 403],
  ['localhost by name', undefined, { host: 'localhost' }, 'GET', 403],
  ['a page that fetches across', undefined, { origin: 'https://evil.example' }, 'GET', 403],
  ['a page without an origin', undefined, { origin: 'null' }, 'GET', 403],
  ['a page that embeds', undefined, { 'sec-fetch-site': 'cross-site' }, 'GET', 403],
  ['a page of a name like ours', undefined, { origin: 'app://warren.example' }, 'GET', 403],
  ['our page by a wrong name', undefined, { origin: 'app://warren', host: 'evil.example' }, 'GET', 403],
  ['a path upwards', '/secret/../../etc/passwd', {}, 'GET', 404],
  ['a path upwards, encoded', '/secret/%2e%2e%2fpasswd/x', {}, 'GET', 404],
  ['a list of what is there', '/secret', {}, 'GET', 404],
  ['somebody who writes', undefined, {}, 'POST', 405],
  ['a question before a question', undefined, {}, 'OPTIONS', 405],
])('%s is refused', async (_, path, headers, method, status) => {
  await using world = await makeWorld();
  const answer = await world.ask(path, headers, method);
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect((await buffer(answer)).toString()).not.toContain('film');
});

test('what a browser could run is a download, and nothing of it is a page', async () => {
  await using world = await makeWorld({ name: 'film.html' });
  const { headers } = await world.ask();
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['content-security-policy']).toContain('sandbox');
});

test('why nothing comes is a sentence; what breaks off in the middle is an end of the connection', async () => {
  await using paused = await makeWorld({
    open: () => Promise.reject(new AppError('not-readable', 'This torrent is paused.')),
  });
  const answer = await paused.ask();
  expect(answer.statusCode).toBe(409);
  expect((await buffer(answer)).toString()).toBe('This torrent is paused.\n');

  await using broken = await makeWorld({
    open: () =>
      Promise.resolve(
        (async function* () {
          yield await Promise.resolve(bytes.subarray(0, 10));
          throw new Error('disk');
        })(),
      ),
  });
  await expect(broken.ask().then(buffer)).rejects.toThrow('aborted');
  expect(broken.errors).toEqual([new Error('disk')]);
});

test('who reads by a name that is taken back is cut off, and the reading ends', async () => {
  const revoking = new AbortController();
  let ended = () => {};
  const hasEnded = new Promise<void>((resolve) => (ended = resolve));
  await using world = await makeWorld({
    revoked: revoking.signal,
    open: (_, signal) => {
      signal.addEventListener('abort', ended);
      return Promise.resolve(
        (async function* () {
          yield await Promise.resolve(bytes.subarray(0, 10));
          await hasEnded;
        })(),
      );
    },
  });
  const answer = await world.ask();
  const reading = buffer(answer);
  revoking.abort();
  await expect(reading).rejects.toThrow('aborted');
  await hasEnded;
});

test('our own page may use what it gets, also when it is embedded across, and nobody else may', async () => {
  await using world = await makeWorld();
  const { statusCode, headers } = await world.ask(undefined, {
    origin: ownPage,
    'sec-fetch-site': 'cross-site',
    range: 'bytes=0-9',
  });
  expect(statusCode).toBe(206);
  expect(headers).toMatchObject({ 'access-control-allow-origin': ownPage, vary: 'Origin' });
  expect(headers['access-control-allow-credentials']).toBeUndefined();
  const player = await world.ask();
  expect(player.headers['access-control-allow-origin']).toBeUndefined();
});

test('what is made on the way begins where it is asked to, and has neither length nor ranges', async () => {
  await using door = await openMediaDoor({
    find: () => ({
      kind: 'made',
      mediaType: 'video/mp4',
      revoked: new AbortController().signal,
      open: (from) => Promise.resolve(inParts(Buffer.from(`from ${from}`))),
    }),
    pageOrigins: [],
    onError: () => undefined,
  });
  const answer = await fetch(`${door.origin}/secret/film.mp4?from=61.5`, { headers: { range: 'bytes=0-' } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('video/mp4');
  expect(answer.headers.get('content-length')).toBeNull();
  expect(answer.headers.get('accept-ranges')).toBe('none');
  expect(await answer.text()).toBe('from 61.5');
  expect((await fetch(`${door.origin}/secret/film.mp4?from=-1`)).status).toBe(404);
});

test('a thousand parts at once are each the right one', async () => {
  await using world = await makeWorld();
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const parts = await Promise.all(
    Array.from({ length: 1_000 }, async (_, at) => {
      const from = at % 990;
      const sent = request(`${world.door.origin}/secret/film.mkv`, {
        agent,
        headers: { range: `bytes=${from}-${from + 9}` },
      }).end();
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      return bytes.subarray(from, from + 10).equals(await buffer(answer));
    }),
  );
  agent.destroy();
  expect(parts.every(Boolean)).toBe(true);
});

test('who has it already is told that it is the same', async () => {
  await using world = await makeWorld({ isLasting: true, name: 'cover', mediaType: 'image/webp' });
  const first = await world.ask();
  expect(first.headers).toMatchObject({ etag: '"v1"', 'content-type': 'image/webp' });
  expect(first.headers['cache-control']).toContain('immutable');
  await buffer(first);
  const again = await world.ask(undefined, { 'if-none-match': '"v1"' });
  expect(again.statusCode).toBe(304);
});

test('it listens on 127.0.0.1', async () => {
  await using world = await makeWorld();
  expect(new URL(world.door.origin).hostname).toBe('127.0.0.1');
});
