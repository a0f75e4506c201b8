import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { canConnect, findFreePort } from './free-port.ts';
import type { SavingClient } from './other-client.ts';
import { startProgram } from './outside-program.ts';
import { transferPatienceMs, until } from './until.ts';

const script = join(import.meta.dirname, 'deluge-session.py');

/** Deluge's daemon, as Debian has it. @param folder of its own, made by it */
export async function startDeluge(folder: string): Promise<SavingClient> {
  const [peerPort, rpcPort] = [await findFreePort(), await findFreePort()];
  await mkdir(folder, { recursive: true });
  const settings = {
    daemon_port: rpcPort,
    allow_remote: false,
    listen_ports: [peerPort, peerPort],
    random_port: false,
    listen_interface: '127.0.0.1',
    dht: false,
    lsd: false,
    upnp: false,
    natpmp: false,
    new_release_check: false,
    send_info: false,
    download_location: folder,
    enabled_plugins: [],
  };
  // Its files begin with their own version.
  await writeFile(
    join(folder, 'core.conf'),
    JSON.stringify({ file: 1, format: 1 }) + JSON.stringify(settings),
  );
  await writeFile(join(folder, 'auth'), 'localclient:secret:10\n', { mode: 0o600 });
  const daemon = startProgram('deluged', [
    '--do-not-daemonize',
    '--config',
    folder,
    '--port',
    String(rpcPort),
  ]);
  await daemon.answers(() => canConnect(rpcPort));
  // Debian's own Python: another one on the PATH would not find the module.
  const session = startProgram('/usr/bin/python3', [script, String(rpcPort), 'secret']);
  const answers = createInterface({ input: session.child.stdout })[Symbol.asyncIterator]();

  async function nextAnswer<T>(): Promise<T> {
    const { value } = await answers.next();
    if (value === undefined) throw new Error(`Deluge has hung up: ${session.output()} ${daemon.output()}`);
    const answer = JSON.parse(value) as { value: T; error?: string };
    if (answer.error !== undefined) throw new Error(`Deluge: ${answer.error}`);
    return answer.value;
  }

  function ask<T>(method: string, ...given: readonly unknown[]): Promise<T> {
    session.child.stdin.write(`${JSON.stringify([method, given])}\n`);
    return nextAnswer<T>();
  }

  await nextAnswer();
  return {
    address: `127.0.0.1:${peerPort}`,
    async add(source, downloadFolder) {
      const options = { download_location: downloadFolder };
      if (source.startsWith('magnet:')) await ask('core.add_torrent_magnet', source, options);
      else await ask('core.add_torrent_file', 'some.torrent', await readFile(source, 'base64'), options);
    },
    async hasEverything() {
      const isDone = async () => {
        const torrents = await ask<Record<string, { state: string }>>('core.get_torrents_status', {}, [
          'state',
        ]);
        const states = Object.values(torrents).map(({ state }) => state);
        if (states.includes('Error')) throw new Error(`Deluge: ${daemon.output()}`);
        return states.length > 0 && states.every((state) => state === 'Seeding');
      };
      await until(isDone, { what: 'Deluge has everything', timeoutMs: transferPatienceMs });
    },
    async pause(infoHash) {
      // Soon after it began it takes it for paused already, and does nothing: asked until it shows it.
      const isPaused = async () => {
        await ask('core.pause_torrent', infoHash);
        const { state } = await ask<{ state: string }>('core.get_torrent_status', infoHash, ['state']);
        return state === 'Paused';
      };
      await until(isPaused, { what: 'Deluge has paused it' });
    },
    async hasGiven(infoHash, bytes) {
      const hasIt = async () => {
        const status = await ask<{ total_uploaded: number }>('core.get_torrent_status', infoHash, [
          'total_uploaded',
        ]);
        return status.total_uploaded >= bytes;
      };
      await until(hasIt, { what: 'Deluge has counted what it gave' });
    },
    async quit() {
      await session[Symbol.asyncDispose]();
      await daemon.quit();
    },
    async [Symbol.asyncDispose]() {
      await session[Symbol.asyncDispose]();
      await daemon[Symbol.asyncDispose]();
    },
  };
}
