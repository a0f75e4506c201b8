import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import { ip } from '../bed/command.ts';
import { noRouteLines, routeLines, type Routing } from '../bed/routing.ts';
import { boundProfile } from './profiles.ts';
import { isShut, type Scene } from './scene.ts';

/** Something that can happen to the tunnel, or to Warren, while it downloads and seeds. */
export interface Happening {
  readonly name: string;
  happens(scene: Scene): Promise<void>;
  /**
   * `shuts`: Warren must be blocked until `returns` has been called. `passes`: it must go on by itself, maybe after a
   * moment, as somebody new. `goes on`: nobody notices. `ends`: it is gone, with all its processes.
   */
  readonly then: 'shuts' | 'passes' | 'goes on' | 'ends';
  returns?(scene: Scene): Promise<void>;
  /** The kernel has no way through the tunnel any more, while packets still come out of it. */
  readonly unroutes?: true;
  /** Where it means nothing. */
  readonly notIn?: readonly Routing[];
  /** The tunnel is there only once it returns. */
  readonly startsDown?: true;
}

const tunnelUp = ({ world }: Scene) => world.bed.tunnel.up();

/** Lines that make the client's end of the tunnel as it was. */
function asItWas({ world: { bed } }: Scene): Promise<void> {
  const { device, server } = bed.tunnel;
  const { v4, v6 } = server.clientInside();
  return ip(
    bed.namespaces.client,
    `link set ${device} up`,
    `address replace ${v4}/24 dev ${device}`,
    `address replace ${v6}/64 dev ${device} nodad`,
    ...routeLines(bed.routing, device, server),
  );
}

const atClient = ({ world: { bed } }: Scene, ...lines: readonly string[]) =>
  ip(bed.namespaces.client, ...lines);
const device = ({ world }: Scene) => world.bed.tunnel.device;

/** What must never go out needs some time not to go out in, ms. */
export const quietMs = 800;

/** Longer than the second after which an engine looks at its sockets. */
const sleepMs = 1_200;

export const happenings: readonly Happening[] = [
  { name: 'nothing happens', happens: () => sleep(quietMs), then: 'goes on' },
  {
    name: 'the VPN program is killed',
    happens: ({ world }) => world.bed.tunnel.kill(),
    then: 'shuts',
    returns: tunnelUp,
  },
  {
    name: 'the link is set down',
    happens: (scene) => atClient(scene, `link set ${device(scene)} down`),
    then: 'shuts',
    returns: asItWas,
  },
  {
    name: 'the link is deleted',
    happens: (scene) => atClient(scene, `link delete ${device(scene)}`),
    then: 'shuts',
    returns: tunnelUp,
  },
  {
    name: 'its addresses are removed',
    happens: (scene) => atClient(scene, `address flush dev ${device(scene)} scope global`),
    then: 'shuts',
    returns: asItWas,
  },
  {
    name: 'its routes are removed',
    happens: (scene) => atClient(scene, ...noRouteLines(scene.world.bed.routing, device(scene))),
    then: 'shuts',
    returns: asItWas,
    notIn: ['bare'],
    unroutes: true,
  },
  {
    name: 'it is down before Warren starts',
    happens: () => Promise.resolve(),
    then: 'shuts',
    returns: tunnelUp,
    startsDown: true,
  },
  { name: 'it is made anew, with another index', happens: tunnelUp, then: 'passes' },
  {
    name: 'it is made anew, with another address',
    happens: ({ world }) => world.bed.tunnel.up('again'),
    then: 'passes',
  },
  {
    name: 'it is made anew while the computer sleeps',
    async happens({ warren, world }) {
      const pids = [warren.pid, ...(await warren.enginePids())];
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      await world.bed.tunnel.up();
      // All that is done at intervals is due when it wakes, before any news of the network is read.
      await sleep(sleepMs);
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    },
    then: 'passes',
  },
  {
    name: 'settings are changed while it is down',
    async happens(scene) {
      await scene.world.bed.tunnel.kill();
      await isShut(scene);
      await changeEverything(scene);
    },
    then: 'shuts',
    returns: tunnelUp,
  },
  {
    name: 'the engine crashes',
    async happens({ warren }) {
      for (const pid of await warren.enginePids()) process.kill(pid, 'SIGKILL');
    },
    then: 'passes',
  },
  { name: 'Warren is ended', happens: ({ warren }) => warren.stop(), then: 'ends' },
  { name: 'Warren is killed', happens: ({ warren }) => warren.kill(), then: 'ends' },
];

/** What made another program listen on all interfaces again (qBittorrent, issue 15551), and more of the kind. */
async function changeEverything({ warren, profile, world, download, shared }: Scene): Promise<void> {
  const changed = { ...boundProfile(world.bed.tunnel.device), uploadLimitBps: 2_000_000 };
  await warren.call('profiles.set', { name: profile, profile: changed });
  await warren.call('settings.update', { appearance: { theme: 'dark' } });
  const ids = [download, shared];
  await warren.call('torrents.pause', { ids });
  await warren.call('torrents.resume', { ids });
  await until(
    async () => {
      const states = await Promise.all(
        ids.map((id) => warren.call<{ state: string }>('torrents.show', { id })),
      );
      return states.every(({ state }) => state === 'blocked');
    },
    { what: 'both are blocked again' },
  );
}
