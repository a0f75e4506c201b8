import { chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import type { Torrent } from '../../../src/shared/contract/torrent.ts';
import { until } from '../../support/until.ts';
import { runIn, startIn } from '../bed/command.ts';
import type { Door } from './door.ts';
import { asNobody, nobodyId } from './nobody.ts';

/** A real Warren in the client's namespace, run by a user without any rights. */
export interface LeakWarren extends AsyncDisposable {
  /** One call of the contract. */
  call<T>(method: string, input?: unknown): Promise<T>;
  /** A stream of the contract, to its end. @returns the last thing it said */
  follow<T>(method: string, input: unknown): Promise<T>;
  /** `warren <args> --json`, its answer parsed. @throws Error with what it wrote to stderr */
  json<T = Torrent>(...args: string[]): Promise<T>;
  /** Waits until the torrent is in one of these states. */
  reaches(id: string, ...states: Torrent['state'][]): Promise<Torrent>;
  readonly pid: number;
  /** Of the engine processes that run now. */
  enginePids(): Promise<number[]>;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

interface WarrenPlan {
  readonly namespace: string;
  readonly door: Door;
  readonly dataDir: string;
  /** Only used when there are none yet. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** A file with a certificate, beside those that everybody trusts. */
  readonly trusts: string;
}

export async function startWarren(plan: WarrenPlan): Promise<LeakWarren> {
  const { namespace, door, dataDir, settings, trusts } = plan;
  const { folder, node } = inject('staged');
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, ...settings }), {
    flag: 'wx',
  }).catch(() => undefined);
  for (const path of [dataDir, join(dataDir, 'settings.json')])
    await chown(path, nobodyId.user, nobodyId.group);
  const warren = (...args: readonly string[]) => [
    'setpriv',
    ...asNobody,
    ...[
      'env',
      `HOME=${dataDir}`,
      `NODE_EXTRA_CA_CERTS=${trusts}`,
      node,
      join(folder, 'bin', 'warren.mjs'),
      ...args,
      '--data-dir',
      dataDir,
    ],
  ];
  const program = startIn(namespace, warren('serve', '--json', '--port', '0'));
  const { child } = program;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const first = new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  );
  const line = await Promise.race([first, ended]);
  if (line === undefined) throw new Error(`warren serve has ended: ${program.output()}`);
  const at = JSON.parse(line) as { url: string; token: string; pid: number };
  const call = <T>(method: string, input?: unknown) => door.call<T>(at, method, input);

  return {
    pid: at.pid,
    call,
    follow: (method, input) => door.follow(at, method, input),
    json: async <T>(...args: string[]) => JSON.parse(await runIn(namespace, warren(...args, '--json'))) as T,
    async reaches(id, ...states) {
      let last: Torrent | undefined;
      const hasReached = async () => {
        last = await call<Torrent>('torrents.show', { id });
        return states.includes(last.state) && last;
      };
      const what = () =>
        `${id.slice(0, 8)} is ${states.join(' or ')}; it is ${last?.state ?? ''}, ${last?.reason ?? 'no reason'}, ${last?.peers ?? 0} peers`;
      return until(hasReached, { what });
    },
    enginePids: () => childrenOf(at.pid),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}
