import { execFileSync } from 'node:child_process';
import { startProgram } from './measure/program.ts';
import { clientAddress, type World } from './world.ts';

/** Where the neutral end of a transfer lives, seen from the client that is measured. */
export interface Place {
  /** The client's own address that peers there call. */
  readonly clientAddress: string;
  seedAddress(index: number): string;
  leecherAddress(index: number): string;
  /** How a program is started there. */
  command(program: string, args: readonly string[]): [string, readonly string[]];
}

export interface LineQuality {
  /** Of a whole round trip. */
  readonly roundTripMs: number;
  /** Of each packet, in either direction. */
  readonly lossPerMille: number;
}

/** More than any shape has seeds or leechers. */
export const mostNeighbours = 10;

/** On the loopback interface, where the client is. */
export const near: Place = makePlace('10.77', clientAddress, (program, args) => [program, args]);

function makePlace(network: string, address: string, command: Place['command']): Place {
  return {
    clientAddress: address,
    seedAddress: (index) => `${network}.1.${index + 1}`,
    leecherAddress: (index) => `${network}.2.${index + 1}`,
    command,
  };
}

export function addressesOf(place: Place): string[] {
  const all = Array.from({ length: mostNeighbours }, (_, index) => index);
  return all.flatMap((index) => [place.seedAddress(index), place.leecherAddress(index)]);
}

const ownEnd = 'line0';
/** Some clients listen on the interface only that has the address they are given. */
const ownAddress = '10.79.0.1';

/** Another network namespace behind a line that takes its time (neutral/link.c). */
export async function layLine(
  { neutral }: World,
  { roundTripMs, lossPerMille }: LineQuality,
): Promise<Place & AsyncDisposable> {
  const program = startProgram(neutral.link, [ownEnd, roundTripMs / 2, lossPerMille].map(String));
  try {
    await program.said('laid');
    const farEnd = `${ownEnd}f`;
    const enter = ['nsenter', ['-t', String(program.pid), '-n']] as const;
    const far = makePlace('10.79', ownAddress, (name, args) => [enter[0], [...enter[1], name, ...args]]);
    const ip = (args: string) => execFileSync('ip', args.split(' '));
    const ipThere = (args: string) => execFileSync(...far.command('ip', args.split(' ')));
    ip(`address add ${ownAddress}/32 dev ${ownEnd}`);
    ip(`link set ${ownEnd} up txqueuelen 10000`);
    ip(`route add 10.79.0.0/16 dev ${ownEnd} src ${ownAddress}`);
    ipThere('link set lo up');
    for (const address of addressesOf(far)) ipThere(`address add ${address}/32 dev lo`);
    ipThere(`link set ${farEnd} up txqueuelen 10000`);
    ipThere(`route add ${ownAddress}/32 dev ${farEnd}`);
    execFileSync(...far.command('sh', ['-c', 'echo reno > /proc/sys/net/ipv4/tcp_congestion_control']));
    return { ...far, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
  } catch (error) {
    await program[Symbol.asyncDispose]();
    throw error;
  }
}
