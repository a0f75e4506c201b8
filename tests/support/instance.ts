import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { transferPatienceMs, until } from './until.ts';

const repository = join(import.meta.dirname, '..', '..');
const ownCommand = join(repository, 'bin', 'warren.mjs');

interface Ready {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  readonly dataDir: string;
}

export interface CliAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real Warren, started as a user would, driven by its CLI or its HTTP door. */
export interface Instance extends AsyncDisposable {
  readonly ready: Ready;
  /** `warren <args> --json`, its answer parsed. @throws Error with what it wrote to stderr */
  json<T = Torrent>(...args: string[]): Promise<T>;
  cli(...args: string[]): Promise<CliAnswer>;
  /** One call of the contract over HTTP; rejects with `{code, message}`. */
  call<T>(method: string, input?: unknown): Promise<T>;
  /** TCP port on which peers reach it. */
  listenPort(): Promise<number>;
  /** Waits until the torrent is in one of these states. */
  reaches(id: string, ...states: Torrent['state'][]): Promise<Torrent>;
  /** kill -9. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** No DHT, no WebRTC, a free port: nothing leaves this computer. Overridden by what a test gives. */
const quiet = { discovery: { dht: false, pex: false }, webRtc: false };

export interface InstanceOptions {
  readonly dataDir: string;
  /** Laid over the quiet profile; only used when there are no settings yet. */
  readonly profile?: Record<string, unknown>;
  /** Beside the profile, under the same condition. */
  readonly settings?: Record<string, unknown>;
  /** Another `warren` than that of this checkout. */
  readonly command?: string;
  /** A program with its arguments that becomes the server, as `setpriv …`. */
  readonly through?: readonly string[];
  /** Laid over the environment of the test. */
  readonly env?: Record<string, string>;
}

export async function startInstance({
  dataDir,
  command = ownCommand,
  through = [],
  profile = {},
  settings: more = {},
  env = {},
}: InstanceOptions): Promise<Instance> {
  await mkdir(dataDir, { recursive: true });
  const settings = { version: 1, profiles: [{ name: 'Open', ...quiet, ...profile }], ...more };
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(settings), { flag: 'wx' }).catch(
    () => undefined,
  );
  const serve = [command, 'serve', '--json', '--port', '0', '--data-dir', dataDir];
  const [program = process.execPath, ...args] = [...through, process.execPath, ...serve];
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = await readyLine(child, exited);

  const cli = (...args: string[]) =>
    new Promise<CliAnswer>((resolve) => {
      const given = [command, ...args, '--data-dir', dataDir];
      execFile(process.execPath, given, { maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
      });
    });

  const instance: Instance = {
    ready,
    cli,
    async json<T>(...args: string[]): Promise<T> {
      const { code, stdout, stderr } = await cli(...args, '--json');
      if (code !== 0) throw new Error(`warren ${args.join(' ')}: ${stderr}`);
      return JSON.parse(stdout) as T;
    },
    async call<T>(method: string, input?: unknown): Promise<T> {
      const response = await fetch(new URL(`/api/${method}`, ready.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${ready.token}` },
        ...(input === undefined ? {} : { body: JSON.stringify(input) }),
      });
      const body = (await response.json()) as T & { error?: { code: string; message: string } };
      if (!response.ok) throw Object.assign(new Error(body.error?.message), { code: body.error?.code });
      return body;
    },
    listenPort: () =>
      until(
        async () => {
          const { profiles } = await instance.call<{ profiles: { listenPort: number | null }[] }>(
            'app.status',
          );
          return profiles[0]?.listenPort ?? undefined;
        },
        { what: 'the engine listens' },
      ),
    async reaches(id, ...states) {
      let last: Torrent | undefined;
      const hasReached = async () => {
        last = await instance.call<Torrent>('torrents.show', { id });
        if (last.state === 'error' && !states.includes('error')) throw new Error(last.reason ?? 'error');
        return states.includes(last.state) && last;
      };
      const what = () => {
        const now =
          last && `${last.state}, ${last.reason ?? 'no reason'}, ${last.progress}, ${last.peers} peers`;
        return `${id.slice(0, 8)} is ${states.join(' or ')}; it is ${now}`;
      };
      return until(hasReached, { what, timeoutMs: transferPatienceMs });
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await instance.stop();
    },
  };
  return instance;
}

async function readyLine(child: ChildProcess, exited: Promise<number | null>): Promise<Ready> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  if (child.stdout === null) throw new Error('No stdout');
  const lines = createInterface({ input: child.stdout });
  const first = new Promise<string>((resolve) => lines.once('line', resolve));
  const line = await Promise.race([first, exited.then((code) => ({ code }))]);
  if (typeof line === 'string') return JSON.parse(line) as Ready;
  throw new Error(`warren serve ended with ${line.code ?? 'a signal'}: ${errors}`);
}
