import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startInstance, type Instance } from '../support/instance.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

let folder: TempFolder;
let instance: Instance;
let url: URL;

beforeAll(async () => {
  folder = await makeTempFolder();
  instance = await startInstance({ dataDir: join(folder.path, 'data') });
  url = new URL(instance.ready.url);
});
afterAll(async () => {
  await instance[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A request exactly as written: fetch would mend the path and refuse the Host header. */
function ask({ method = 'GET', path, headers = {}, body }: Asked) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const sent = request({ host: url.hostname, port: url.port, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    },
  );
}

const authorised = () => ({ authorization: `Bearer ${instance.ready.token}` });

describe('the API', () => {
  test('answers only those who know the token', async () => {
    const path = '/api/app.status';
    expect((await ask({ method: 'POST', path })).status).toBe(401);
    expect((await ask({ method: 'POST', path, headers: { authorization: 'Bearer wrong' } })).status).toBe(
      401,
    );
    expect((await ask({ method: 'POST', path: `${path}?token=${instance.ready.token}` })).status).toBe(401);
    expect((await ask({ method: 'POST', path, headers: authorised() })).status).toBe(200);
  });

  test.each(['evil.test', 'localhost.evil.test', '127.0.0.1.evil.test:80'])(
    'refuses the Host "%s" (DNS rebinding)',
    async (host) => {
      const answer = await ask({
        method: 'POST',
        path: '/api/app.status',
        headers: { ...authorised(), host },
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).not.toContain('version');
    },
  );

  test('refuses pages of other origins, whatever they know', async () => {
    for (const origin of ['http://evil.test', 'null', `http://127.0.0.1:1`]) {
      const headers = { ...authorised(), origin };
      expect((await ask({ method: 'POST', path: '/api/app.status', headers })).status, origin).toBe(403);
    }
  });

  test.each([
    ['/api/nothing.here', '{}', 404, 'not-found'],
    ['/api/toString', '{}', 404, 'not-found'],
    ['/api/torrents.show', '{', 400, 'invalid-input'],
    ['/api/torrents.show', '[]', 400, 'invalid-input'],
    ['/api/torrents.show', '{"id":"ffffffff"}', 404, 'not-found'],
    ['/api/torrents.share', '{"path":"relative"}', 200, 'invalid-input'],
  ])('%s with %s is answered with a code', async (path, body, status, code) => {
    const answer = await ask({ method: 'POST', path, headers: authorised(), body });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(`"code":"${code}"`);
  });

  test('refuses a message that is too large before it is read whole', async () => {
    const socket = connect(Number(url.port), url.hostname);
    await once(socket, 'connect');
    const { token } = instance.ready;
    socket.write(
      `POST /api/torrents.inspect HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: Bearer ${token}\r\nContent-Length: 99999999999\r\n\r\n`,
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400/u);
    expect(answer.toString()).toContain('larger than');
    socket.destroy();
  });

  test('describes itself as OpenAPI, every method of the contract', async () => {
    const { text } = await ask({ path: '/api/openapi.json', headers: authorised() });
    const document = JSON.parse(text) as { openapi: string; paths: Record<string, unknown> };
    expect(document.openapi).toBe('3.1.1');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/torrents.add', '/api/torrents.watch']),
    );
  });

  test('streams by server-sent events and stops when the reader leaves', async () => {
    const controller = new AbortController();
    const response = await fetch(new URL('/api/torrents.watch', url), {
      method: 'POST',
      headers: authorised(),
      signal: controller.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toMatch(/^data: \{"cursor":/u);
    controller.abort();
  });
});

describe('the page', () => {
  test('comes with a policy that allows nothing but its own files', async () => {
    const { status, headers } = await ask({ path: '/' });
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    // Pictures, sound and films come from a door of this computer, at a port that is not known before.
    const others = policy.split(/(?:img|media)-src [^;]* http:\/\/127\.0\.0\.1:\*;/u);
    expect(others).toHaveLength(3);
    expect(others.join('')).not.toMatch(/unsafe|\*/u);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  test.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/%00.html',
    '/%zz.html',
  ])('gives nothing out of its folder: %s', async (path) => {
    const { status, text } = await ask({ path });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain('warren');
  });
});

describe('the WebSocket', () => {
  const open = (protocols: string[], headers: Record<string, string> = {}) =>
    new WebSocket(`ws://${url.host}/ws`, protocols, { headers });

  test('tells a page with a wrong token so, and nothing else', async () => {
    const socket = open(['warren', 'token.wrong']);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(4401);
  });

  test('refuses other origins and hosts at the door', async () => {
    for (const headers of [{ origin: 'http://evil.test' }, { host: 'evil.test' }]) {
      const socket = open(['warren', `token.${instance.ready.token}`], headers);
      await expect(once(socket, 'open')).rejects.toThrow('403');
    }
  });

  test('carries the contract, and garbage on one socket disturbs no other', async () => {
    const known = ['warren', `token.${instance.ready.token}`];
    const good = open(known, { origin: url.origin });
    const bad = open(known, { origin: url.origin });
    await Promise.all([once(good, 'open'), once(bad, 'open')]);
    bad.send('{{{{');
    bad.send(Buffer.alloc(1000));
    good.send(JSON.stringify({ t: 'call', i: 1, m: 'app.status' }));
    const [answer] = (await once(good, 'message')) as [Buffer];
    expect(JSON.parse(answer.toString())).toMatchObject({ t: 'ok', i: 1 });
    good.terminate();
    bad.terminate();
  });

  test('a tab that stops reading costs the core little', async () => {
    const socket = open(['warren', `token.${instance.ready.token}`]);
    await once(socket, 'open');
    const before = await residentBytes(instance.ready.pid);
    socket.pause();
    for (let i = 0; i < 50_000; i++) socket.send(JSON.stringify({ t: 'call', i, m: 'settings.get' }));
    await until(() => socket.bufferedAmount === 0 || undefined, {
      what: 'the calls have left',
      timeoutMs: 5000,
    }).catch(() => undefined);
    expect((await residentBytes(instance.ready.pid)) - before).toBeLessThan(80_000_000);
    socket.terminate();
    await expect(instance.call('app.status')).resolves.toBeDefined();
  });
});

test('the token is in the address of the page only as a fragment, and in a file that only the owner reads', async () => {
  expect(url.hash).toBe(`#token=${instance.ready.token}`);
  const file = join(instance.ready.dataDir, 'instance.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(join(instance.ready.dataDir, 'warren.log'), 'utf8')).not.toContain(
    instance.ready.token,
  );
});

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) * 1024;
}
