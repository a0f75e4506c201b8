import { execFileSync } from 'node:child_process';
import { startProgram, type OutsideProgram } from './outside-program.ts';

/** A network of its own, with nothing but a loopback interface that is up. Gone with the test. */
export interface NetworkNamespace extends Disposable {
  readonly name: string;
  /** Lines as for a terminal, one after the other: `ip link add …`. @returns what the last one printed */
  shell(...lines: readonly string[]): string;
  start(command: string, args: readonly string[]): OutsideProgram;
  /** A script of ours, without any capability. */
  startUnprivileged(script: string, args?: readonly string[]): OutsideProgram;
  /** Runs a script of ours to its end, without any capability. @returns what it printed, parsed as JSON */
  runUnprivileged(script: string, args?: readonly string[]): unknown;
}

let made = 0;

/** Needs root. */
export function makeNamespace(): NetworkNamespace {
  made += 1;
  const name = `warren-${process.pid}-${made}`;
  const run = (command: string, args: readonly string[]) =>
    execFileSync('ip', ['netns', 'exec', name, command, ...args], { encoding: 'utf8', stdio: 'pipe' });
  const start = (command: string, args: readonly string[]) =>
    startProgram('ip', ['netns', 'exec', name, command, ...args]);
  const without = ['--bounding-set', '-all', '--inh-caps', '-all', '--no-new-privs', process.execPath];
  execFileSync('ip', ['netns', 'add', name]);
  run('ip', ['link', 'set', 'lo', 'up']);
  return {
    name,
    shell: (...lines) => lines.map((line) => run('sh', ['-ec', line])).at(-1) ?? '',
    start,
    startUnprivileged: (script, args = []) => start('setpriv', [...without, script, ...args]),
    runUnprivileged: (script, args = []) =>
      JSON.parse(run('setpriv', [...without, script, ...args])) as unknown,
    [Symbol.dispose]: () => void execFileSync('ip', ['netns', 'delete', name]),
  };
}

interface CableEnd {
  readonly in: NetworkNamespace;
  /** With their prefix length. */
  readonly addresses: readonly string[];
}

/** A cable between two networks: both ends have the same name, are up, and can be used at once. */
export function plugCable(name: string, one: CableEnd, other: CableEnd): void {
  one.in.shell(`ip link add ${name} type veth peer name ${name} netns ${other.in.name}`);
  const ends = [one, other];
  // Without duplicate address detection, which would keep IPv6 addresses unusable for a second.
  for (const { in: network } of ends)
    network.shell(`echo 0 > /proc/sys/net/ipv6/conf/${name}/accept_dad`, `ip link set ${name} up`);
  for (const { in: network, addresses } of ends) {
    for (const address of addresses)
      network.shell(`ip address add ${address} dev ${name} ${address.includes(':') ? 'nodad' : ''}`);
    // The kernel sees up to a second later that there is somebody at the other end.
    const isReady = `[ "$(cat /sys/class/net/${name}/operstate)" = up ] && ip -6 route show table local | grep -q "ff00::/8 dev ${name}"`;
    network.shell(`timeout 10 sh -c 'until ${isReady}; do sleep 0.02; done'`);
  }
}
