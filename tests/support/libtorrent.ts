import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OtherClient } from './other-client.ts';
import { startProgram } from './outside-program.ts';
import { transferPatienceMs, until } from './until.ts';

interface TorrentStatus {
  readonly state: string;
  readonly isComplete: boolean;
  readonly error: string | null;
  /** `host:port` of connected peers. */
  readonly peers: readonly string[];
}

interface MakeOptions {
  /** libtorrent chooses when it is not given. */
  readonly pieceSizeBytes?: number;
  /** Names from libtorrent's `create_torrent`; `v1_only` when not given, a hybrid torrent with none. */
  readonly flags?: readonly string[];
  readonly trackers?: readonly string[];
}

interface AddOptions {
  readonly peers?: readonly string[];
  /** Names from libtorrent's `torrent_flags`, set beside the default ones. */
  readonly flags?: readonly string[];
  readonly downloadLimitBps?: number;
}

/** libtorrent-rasterbar, the reference of this field. */
export interface Libtorrent extends OtherClient {
  add(source: string, folder: string, options?: AddOptions): Promise<void>;
  /** Connects all torrents to a peer. */
  connect(address: string): Promise<void>;
  status(): Promise<readonly TorrentStatus[]>;
  /** Makes a .torrent file of a file or folder. */
  make(path: string, out: string, options?: MakeOptions): Promise<string>;
}

const script = join(import.meta.dirname, 'libtorrent-session.py');

/**
 * @param settings of libtorrent's `settings_pack`, laid over those that keep it on loopback
 * @param start in another network, where one is given
 */
export async function startLibtorrent(
  settings: Readonly<Record<string, unknown>> = {},
  start: typeof startProgram = startProgram,
): Promise<Libtorrent> {
  // Debian's own Python: another one on the PATH would not find the module.
  const program = start('/usr/bin/python3', [script, JSON.stringify(settings)]);
  const answers = createInterface({ input: program.child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();

  async function nextAnswer<T>(): Promise<T> {
    const { value } = await answers.next();
    if (value === undefined) throw new Error(`libtorrent has ended: ${program.output()}`);
    const answer = JSON.parse(value) as { value: T; error?: string };
    if (answer.error !== undefined) throw new Error(`libtorrent: ${answer.error}`);
    return answer.value;
  }

  /** One command at a time. */
  function ask<T>(command: string, given: object = {}): Promise<T> {
    const mine = last.then(() => {
      program.child.stdin.write(`${JSON.stringify({ do: command, ...given })}\n`);
      return nextAnswer<T>();
    });
    last = mine.catch(() => undefined);
    return mine;
  }

  const port = await nextAnswer<number>();
  const status = () => ask<TorrentStatus[]>('status');
  return {
    address: `127.0.0.1:${port}`,
    add: (source, folder, options = {}) => ask('add', { source, folder, ...options }),
    connect: (address) => ask('connect', { address }),
    status,
    async make(path, out, options = {}) {
      await ask('make', { path, out, ...options });
      return out;
    },
    async hasEverything() {
      const isDone = async () => {
        const torrents = await status();
        const error = torrents.find((torrent) => torrent.error !== null)?.error;
        if (error !== undefined) throw new Error(`libtorrent: ${error}`);
        return torrents.every(({ isComplete }) => isComplete);
      };
      await until(isDone, { what: 'libtorrent has everything', timeoutMs: transferPatienceMs });
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
