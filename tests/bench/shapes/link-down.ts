import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { startInstance } from '../../support/instance.ts';
import { until } from '../../support/until.ts';
import { monotonicSeconds } from '../measure/clock.ts';
import { within } from '../measure/limit.ts';
import { commandLineOf, readProcesses } from '../measure/process-tree.ts';
import type { Shape } from './shape.ts';

const peerCount = 50;
const firstPeerPort = 30_000;
const [ownAddress, peerAddress] = ['10.78.0.1', '10.78.0.2'];

/**
 * How long sockets outlive their interface: Warren is tied to one end of a cable, connected peers sit at the other, in a
 * namespace of their own; the end is set down, and Warren's engine is asked again and again what it has open.
 */
export function makeLinkDown({ limitSeconds }: { readonly limitSeconds: number }): Shape {
  return {
    name: 'link-down',
    block: 'link-down',
    title: `From the command that sets an interface down to the last of the engine's sockets destroyed; ${peerCount} peers connected`,
    columns: [
      { key: 'sockets', label: 'sockets before', digits: 0 },
      { key: 'command', label: 'ms of the command', digits: 1 },
      { key: 'gone', label: 'ms to none left', digits: 1 },
    ],
    unfit: ({ name }) => (name === 'Warren' ? undefined : 'is not tied to an interface that could go'),
    memoryBytes: 0,
    limitSeconds: 3 * limitSeconds,
    async run(_contender, world) {
      await using run = await world.runFolder();
      await using cable = await layCable();
      await using instance = await startInstance({
        dataDir: join(run.path, 'data'),
        profile: { binding: { kind: 'interface', interface: cable.name }, ipv6: 'off' },
      });
      await instance.listenPort();
      const { id } = await instance.json('add', `magnet:?xt=urn:btih:${'ab'.repeat(20)}`);
      for (let peer = 0; peer < peerCount; peer++)
        await instance.call('torrents.addPeer', { id, address: `${peerAddress}:${firstPeerPort + peer}` });
      const engine = engineOf(instance.ready.pid);
      await until(() => internetSockets(engine).length > peerCount, { what: 'all peers are connected' });
      const sockets = internetSockets(engine).length;

      const beganAt = monotonicSeconds();
      const command = spawn('ip', ['link', 'set', cable.name, 'down']);
      let commandAt = beganAt;
      command.once('exit', () => (commandAt = monotonicSeconds()));
      const gone = (async () => {
        while (internetSockets(engine).length > 0) await new Promise(setImmediate);
        return monotonicSeconds();
      })();
      const goneAt = await within({ seconds: limitSeconds, what: () => 'the last socket gone' }, gone);
      if (command.exitCode === null) await once(command, 'exit');
      return { sockets, command: 1000 * (commandAt - beganAt), gone: 1000 * (goneAt - beganAt) };
    },
  };
}

interface Cable extends AsyncDisposable {
  /** Our end. */
  readonly name: string;
}

/** A cable into a namespace whose only program accepts connections and says nothing. */
async function layCable(): Promise<Cable> {
  const name = 'cable0';
  const silent = `const net = require('net');
    let left = ${peerCount};
    for (let i = 0; i < ${peerCount}; i++)
      net.createServer((s) => s.on('error', () => {}).resume()).listen(${firstPeerPort} + i, () => --left || console.log('ready'));`;
  const peers = spawn('unshare', [
    '--net',
    process.execPath,
    '-e',
    `setTimeout(() => {}, 1e9); process.stdin.once('data', () => { ${silent} });`,
  ]);
  await once(peers, 'spawn');
  const inside = ['nsenter', '-t', String(peers.pid), '-n', 'ip'];
  await until(() => differentNetwork(peers.pid), { what: 'the namespace is there' });
  const ip = (...args: string[]) => execFileSync('ip', args);
  const [enter = '', ...rest] = inside;
  const ipThere = (...args: string[]) => execFileSync(enter, [...rest, ...args]);
  ip('link', 'add', name, 'type', 'veth', 'peer', 'name', 'there0', 'netns', String(peers.pid));
  ip('address', 'add', `${ownAddress}/24`, 'dev', name);
  ip('link', 'set', name, 'up');
  ipThere('address', 'add', `${peerAddress}/24`, 'dev', 'there0');
  ipThere('link', 'set', 'there0', 'up');
  peers.stdin.write('go');
  await once(peers.stdout, 'data');
  return {
    name,
    [Symbol.asyncDispose]: async () => {
      peers.kill('SIGKILL');
      await once(peers, 'close');
      execFileSync('sh', ['-c', `ip link del ${name} 2>/dev/null || true`]);
    },
  };
}

function differentNetwork(pid: number | undefined): boolean {
  return readlinkSync(`/proc/${pid ?? 0}/ns/net`) !== readlinkSync('/proc/self/ns/net');
}

function engineOf(corePid: number): number {
  const engine = readProcesses().find(
    ({ pid, parentPid }) => parentPid === corePid && commandLineOf(pid).includes('engine-process'),
  );
  if (engine === undefined) throw new Error('There is no engine process');
  return engine.pid;
}

/** Inodes of the internet sockets of a process; none when it has ended. */
function internetSockets(pid: number): string[] {
  try {
    const known = new Set(
      ['tcp', 'udp', 'tcp6', 'udp6'].flatMap((table) =>
        readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
          .split('\n')
          .slice(1)
          .map((line) => line.trim().split(/\s+/u)[9] ?? ''),
      ),
    );
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const inode = /^socket:\[(\d+)\]$/u.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      return inode !== undefined && known.has(inode) ? [inode] : [];
    });
  } catch {
    // A descriptor was closed while we looked, or the process has ended: look again, or nothing is left.
    return commandLineOf(pid) === '' ? [] : ['?'];
  }
}
