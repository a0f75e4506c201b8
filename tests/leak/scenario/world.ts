import { join } from 'node:path';
import { isp } from '../bed/addresses.ts';
import { makeBed, type Bed } from '../bed/bed.ts';
import { runIn } from '../bed/command.ts';
import { serverDevice } from '../bed/gateway.ts';
import { clearLink } from '../bed/namespaces.ts';
import type { Routing } from '../bed/routing.ts';
import type { TunnelKind } from '../bed/tunnel.ts';
import { startCapture, type Capture } from '../capture/capture.ts';
import { markerPort, packetReasons, reasonOf, type PacketReason } from '../capture/clear-link.ts';
import type { Packet } from '../capture/packet.ts';
import { openDoor } from '../client/door.ts';
import { startWarren, type LeakWarren } from '../client/warren.ts';
import { startInternet, type Internet } from '../internet/internet.ts';
import { until } from '../../support/until.ts';

/** A bed with everything that a scenario needs but the tunnel's near end and the app. */
export interface World extends AsyncDisposable {
  readonly bed: Bed;
  readonly internet: Internet;
  /** What comes out of the tunnel at its far end. */
  readonly far: Capture;
  /** Starts the app, or starts it again, with these profiles; the first one is the default. */
  startWarren(...profiles: readonly Readonly<Record<string, unknown>>[]): Promise<LeakWarren>;
  /** What has left the client in the clear until now, by reason. */
  clearPackets(): Promise<Record<PacketReason, Packet[]>>;
}

interface WorldPlan {
  readonly tunnel: TunnelKind;
  readonly routing: Routing;
  readonly secondTunnel?: TunnelKind;
  /** Beside the profiles. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export async function makeWorld(plan: WorldPlan): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const bed = stack.use(await makeBed(plan));
  const { namespaces, folder, tunnel } = bed;
  const certificate = join(folder, 'internet.crt');
  const far = { namespace: namespaces.vpn(tunnel.server), device: serverDevice(tunnel.server), folder };
  const [internet, clear, atFarEnd, door] = await Promise.all([
    startInternet(namespaces.internet, certificate).then((each) => stack.use(each)),
    startCapture({ namespace: namespaces.isp, device: clearLink, folder }).then((each) => stack.use(each)),
    startCapture(far).then((each) => stack.use(each)),
    openDoor(namespaces.client).then((each) => stack.use(each)),
  ]);
  let markers = 0;

  /** A packet that must be seen: when it is, so is all that was sent before, and the capture is known to work. */
  async function mark(): Promise<readonly Packet[]> {
    const text = `marker ${markers++}`;
    const path = `/dev/udp/${isp.v4}/${markerPort}`;
    // Without --norc: where its stdin is a socket, bash takes itself for a remote shell and reads what the user has set up.
    await runIn(namespaces.client, ['bash', '--norc', '-c', `printf '%s' '${text}' > ${path}`]);
    return until(
      async () => {
        const packets = await clear.packets();
        return packets.some(({ payload }) => payload.toString('latin1') === text) && packets;
      },
      { what: 'the capture of the clear link has seen the marker' },
    );
  }

  const owned = stack.move();
  return {
    bed,
    internet,
    far: atFarEnd,
    startWarren: async (...profiles) => {
      const [first] = profiles;
      const settings = { ...plan.settings, profiles, defaultProfile: first?.name };
      const start = { namespace: namespaces.client, door, settings, trusts: certificate };
      return startWarren({ ...start, dataDir: join(folder, 'warren') });
    },
    async clearPackets() {
      const packets = await mark();
      const byReason = packetReasons.map((reason) => [
        reason,
        packets.filter((packet) => reasonOf(packet) === reason),
      ]);
      return Object.fromEntries(byReason) as Record<PacketReason, Packet[]>; // one entry for each reason
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
