import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { describeWith, leakTools } from '../../support/tools.ts';
import { until } from '../../support/until.ts';
import type { Routing } from '../bed/routing.ts';
import type { TunnelKind } from '../bed/tunnel.ts';
import { describePacket } from '../capture/packet.ts';
import { happenings, quietMs, type Happening } from './events.ts';
import { blocksFlow, everythingFlows, goesOn, isShut, setScene, type Scene } from './scene.ts';
import type { World } from './world.ts';

interface MatrixPlan {
  readonly tunnel: TunnelKind;
  readonly routing: Routing;
  /** Names of happenings; all that mean something with this way of routing where it is not given. */
  readonly only?: readonly string[];
  /** Whether the profile has uTP, as the preset has it. */
  readonly utp?: boolean;
}

export function describeMatrix({ tunnel, routing, only, utp = true }: MatrixPlan): void {
  describeWith(leakTools, `${tunnel}, ${routing} routing: nothing leaves in the clear`, () => {
    const possible = happenings.filter(
      ({ name, notIn = [] }) => !notIn.includes(routing) && only?.includes(name) !== false,
    );
    for (const happening of possible) {
      test(`when ${happening.name}`, async () => {
        await using scene = await setScene({ tunnel, routing, utp, startsUp: happening.startsDown !== true });
        const unrouted = await play(scene, happening);
        await nothingLeaked(scene, unrouted);
      });
    }
  });
}

/**
 * When the tunnel's address was there, or may have been, and its routes were not: what its far end still sent was then
 * answered by the kernel, through the cable. [from, to), ms since 1970.
 */
type Unrouted = readonly [from: number, to: number];

async function play(scene: Scene, happening: Happening): Promise<Unrouted> {
  const { warren, world } = scene;
  const { happens, then, returns, startsDown, unroutes } = happening;
  if (startsDown !== true) await everythingFlows(scene);
  const pids = await warren.enginePids();
  const since = Date.now();
  await happens(scene);
  const happened = Date.now();
  switch (then) {
    case 'goes on':
      await blocksFlow(scene);
      return [since, since];
    case 'passes':
      await goesOn(scene, since);
      return [since, happened];
    case 'ends':
      await until(() => !pids.some(isRunning), { what: 'no process of Warren is left', timeoutMs: 5_000 });
      await sleep(quietMs);
      return [since, since];
    case 'shuts': {
      await isShut(scene);
      const shutAt = Date.now();
      await sleep(quietMs);
      expect(world.internet.sightings.filter(({ at }) => at > shutAt)).toEqual([]);
      const returnsAt = Date.now();
      await returns?.(scene);
      const returned = Date.now();
      await goesOn(scene, returnsAt);
      if (startsDown === true) await everythingFlows(scene);
      return [unroutes === true ? since : returnsAt, returned];
    }
    default:
      return then satisfies never;
  }
}

/** Where also the kernel's own packets go into the tunnel. */
const leadsInto: readonly Routing[] = ['full', 'policy'];

async function nothingLeaked({ world, warren, utp }: Scene, [from, to]: Unrouted): Promise<void> {
  await warren.stop();
  const { ours, kernel, tunnel } = await world.clearPackets();
  expect(ours.map(describePacket)).toEqual([]);
  expect(tunnel).not.toEqual([]);
  // In other routings they have their own test (kernel.test.ts).
  const unexplained = kernel.filter(
    ({ at }) => leadsInto.includes(world.bed.routing) && (at < from || at >= to),
  );
  expect(unexplained.map(describePacket)).toEqual([]);

  await cameThroughTunnel(world, utp);
}

/** Else the test would prove nothing. */
async function cameThroughTunnel({ bed, far, internet: { sightings } }: World, utp: boolean): Promise<void> {
  const { tunnel, routing } = bed;
  const lines = (await far.packets()).map(describePacket);
  for (const seen of [
    / udp 10\.66\.0\.\d+ \d+ > 203\.0\.113\.53 53 /u,
    / tcp 10\.66\.0\.\d \d+ > 203\.0\.113\.53 53 \[PA\]/u,
    / tcp 10\.66\.0\.\d \d+ > 203\.0\.113\.10 80 \[PA\]/u,
    / tcp 10\.66\.0\.\d \d+ > 203\.0\.113\.2[01] 6881 \[PA\]/u,
    / tcp 10\.66\.0\.\d 6881 > 203\.0\.113\.\d+ \d+ \[PA\]/u,
    / udp 10\.66\.0\.\d \d+ > 203\.0\.113\.10 6969 /u,
    / udp 10\.66\.0\.\d \d+ > 203\.0\.113\.10 6881 /u,
    // Without a route through the tunnel there is no IPv6 (IPv4 works: the kernel takes everybody for a neighbour).
    ...(routing === 'bare' ? [] : [/ tcp fd66::\d \d+ > 2001:db8:f::2[01] 6881 \[PA\]/u]),
    // Packets full of blocks, as far as they are recorded.
    ...(utp ? [/ udp 10\.66\.0\.\d 6881 > 203\.0\.113\.22 6881 {2}\d{3} bytes$/u] : []),
  ])
    expect(lines).toContainEqual(expect.stringMatching(seen));
  const { v4, v6 } = tunnel.server;
  const others = sightings.filter(({ from }) => from !== v4 && from !== v6);
  expect(others).toEqual([]);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
