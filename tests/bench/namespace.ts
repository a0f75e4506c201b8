import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { addressesOf, near } from './place.ts';
import { clientAddress, harnessAddress } from './world.ts';
import { readProcesses } from './measure/process-tree.ts';

/**
 * Runs a script of ours with network, mounts and process numbers of its own: nothing leaves, nobody else's packets or
 * processes are in sight, and when its first process ends, for whatever reason, the kernel ends all others and takes the
 * mounts away. Needs root, or a kernel that lets users make namespaces.
 * @returns its exit code; 130 when a signal ended it
 */
export function runIsolated(script: string, args: readonly string[]): Promise<number> {
  const child = spawn('unshare', [...isolation(), process.execPath, script, ...args], {
    // Its own group: Ctrl-C comes to us alone. The pipe ends when we do, however we do.
    detached: true,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const end = () => void child.kill('SIGKILL');
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of signals) process.removeListener(signal, end);
      resolve(code ?? 130);
    });
  });
}

/** What unshare(1) is asked for. */
export function isolation(): string[] {
  const ownUser = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return [...ownUser, '--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
}

/** Called inside, before anything else. */
export function furnishNamespace(): void {
  process.stdin.on('end', () => process.exit(130)).resume();
  // /sys shows the interfaces of the namespace that it was mounted in.
  execFileSync('mount', ['-t', 'sysfs', 'sysfs', '/sys']);
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  for (const address of [harnessAddress, clientAddress, ...addressesOf(near)])
    execFileSync('ip', ['address', 'add', `${address}/32`, 'dev', 'lo']);
  // The one that every kernel has: what the machine prefers (BBR paces) must not decide.
  writeFileSync('/proc/sys/net/ipv4/tcp_congestion_control', 'reno');
}

/** Memory as a file system, gone with the namespace. */
export function mountMemory(folder: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=90%', 'warren-bench', folder]);
}

/** Ends whatever a run has left behind, by number. @returns how many there were */
export function endLeftovers(): number {
  const leftovers = readProcesses().filter(({ pid }) => pid !== process.pid);
  for (const { pid } of leftovers) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  return leftovers.length;
}
