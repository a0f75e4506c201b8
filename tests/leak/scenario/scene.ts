import type { ProfileStatus } from '../../../src/shared/contract/network.ts';
import type { Torrent } from '../../../src/shared/contract/torrent.ts';
import { until } from '../../support/until.ts';
import type { Routing } from '../bed/routing.ts';
import type { TunnelKind } from '../bed/tunnel.ts';
import { openSockets } from '../client/sockets.ts';
import type { LeakWarren } from '../client/warren.ts';
import { boundProfile } from './profiles.ts';
import { startTransfers } from './transfers.ts';
import { makeWorld, type World } from './world.ts';

/** A world in which Warren downloads and seeds through its tunnel. */
export interface Scene extends AsyncDisposable {
  readonly world: World;
  readonly warren: LeakWarren;
  readonly profile: string;
  readonly download: string;
  readonly shared: string;
  readonly utp: boolean;
}

export interface ScenePlan {
  readonly tunnel: TunnelKind;
  readonly routing: Routing;
  /** Whether the tunnel is already there when Warren starts. */
  readonly startsUp?: boolean;
  /** Whether the profile has it; without, the DHT has a socket of its own. */
  readonly utp?: boolean;
  /** Of Warren, beside its profile. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export async function setScene({
  tunnel,
  routing,
  startsUp = true,
  utp = true,
  settings = {},
}: ScenePlan): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  const world = stack.use(await makeWorld({ tunnel, routing, settings }));
  if (startsUp) await world.bed.tunnel.up();
  const profile = { ...boundProfile(world.bed.tunnel.device), utp };
  const warren = stack.use(await world.startWarren(profile));
  const torrents = await startTransfers(world, warren);
  const owned = stack.move();
  return {
    world,
    warren,
    profile: profile.name,
    utp,
    ...torrents,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Waits until everything that can contact somebody has done so, and blocks go both ways. */
export async function everythingFlows({ world, utp }: Scene): Promise<void> {
  const { internet } = world;
  await internet.sees(
    [
      'resolver',
      'http-tracker',
      'udp-tracker',
      'dht',
      'web-seed-elsewhere',
      'peer-in',
      'peer-out',
      'asked',
      'received',
      ...(utp ? (['utp-in', 'utp-out', 'utp-asked', 'utp-received'] as const) : []),
    ],
    0,
  );
}

/** Waits until Warren has come back to the internet since then, and blocks go both ways again. */
export async function goesOn(scene: Scene, since: number): Promise<void> {
  const { world, utp } = scene;
  try {
    await world.internet.sees(['http-tracker', 'peer-in', ...(utp ? (['utp-in'] as const) : [])], since);
  } catch (error) {
    throw new Error(`${String(error)}; Warren says: ${await whatWarrenSays(scene)}`, { cause: error });
  }
  await blocksFlow(scene);
}

async function whatWarrenSays({ warren, profile, download }: Scene): Promise<string> {
  const said = await Promise.all([
    warren.call('profiles.show', { name: profile }),
    warren.call('torrents.show', { id: download }),
    warren.call('torrents.trackers', { id: download }),
    warren.call('torrents.peers', { id: download }),
  ]);
  return JSON.stringify(said, undefined, 2);
}

/** Waits for more of the download, and for somebody to get more of what is shared. */
export async function blocksFlow({ world, warren, download, utp }: Scene): Promise<void> {
  // What it gets by uTP may have to wait for a slot, ten seconds.
  await world.internet.sees(['received', ...(utp ? (['utp-asked'] as const) : [])], Date.now());
  const receivedBytes = async () =>
    (await warren.call<Torrent>('torrents.show', { id: download })).downloadedBytes;
  const before = await receivedBytes();
  await until(async () => (await receivedBytes()) > before, { what: 'more of the download has come' });
}

/** An engine that does not end its sockets itself, because it hangs or nobody lets it run, is ended after 6 s. */
const goneWithinMs = 8_000;

/** Waits until Warren says that it is shut, and why, and has no socket left that could reach anybody. */
export async function isShut(scene: Scene): Promise<ProfileStatus> {
  const { world, warren, profile, download, shared } = scene;
  const torrents = await Promise.all([download, shared].map((id) => warren.reaches(id, 'blocked')));
  for (const { reason, state } of torrents)
    if (reason === null || reason === '') throw new Error(`${state} without a reason`);
  let last: ProfileStatus | undefined;
  const status = await until(
    async () => {
      last = await warren.call<ProfileStatus>('profiles.show', { name: profile });
      return last.state === 'down' && last.reason !== null && last;
    },
    { what: () => `the profile is down; it is ${last?.state ?? ''}, ${last?.reason ?? 'no reason'}` },
  );
  let sockets: readonly string[] = [];
  await until(
    async () => {
      sockets = await openSockets(world.bed.namespaces.client, await warren.enginePids());
      return sockets.length === 0;
    },
    { what: () => `no socket is left: ${sockets.join(', ')}`, timeoutMs: goneWithinMs },
  );
  return status;
}
