import { makeNamespace, type NetworkNamespace } from './network-namespace.ts';

/** Homes at one switch, each with a network of its own and a line that is slow in one direction only, as most are. */
export interface Neighbourhood extends Disposable {
  /** Where the tracker lives: no limit. */
  readonly hub: Home;
  /** @param uploadBps bytes per second that may leave it, headers included */
  build(uploadBps: number): Home;
}

interface Home {
  readonly address: string;
  readonly network: NetworkNamespace;
}

/** What may wait in a modem before it is thrown away, ms: as much as many have. */
const longestQueueMs = 1_000;
const burstBytes = 16_384;

/** Needs root. */
export function makeNeighbourhood(): Neighbourhood {
  const stack = new DisposableStack();
  const place = () => stack.use(makeNamespace());
  const addressOf = (house: number) => `10.77.0.${house}`;
  const hub = place();
  hub.shell(
    'ip link add switch type bridge',
    'ip link set switch up',
    `ip address add ${addressOf(1)}/24 dev switch`,
  );
  let houses = 1;
  return {
    hub: { address: addressOf(1), network: hub },
    build(uploadBps) {
      houses += 1;
      const network = place();
      hub.shell(
        `ip link add house${houses} type veth peer name line netns ${network.name}`,
        `ip link set house${houses} master switch up`,
      );
      network.shell(
        `ip address add ${addressOf(houses)}/24 dev line`,
        // Packets as they are on a line, not 64 KiB at once: one that is thrown away must not take a whole flow along.
        'ip link set dev line gso_max_segs 1 up',
        // The one that every kernel has: what this machine prefers (BBR hardly shares a line) must not decide.
        'echo reno > /proc/sys/net/ipv4/tcp_congestion_control',
        `tc qdisc add dev line root tbf rate ${8 * uploadBps} burst ${burstBytes} latency ${longestQueueMs}ms`,
      );
      return { address: addressOf(houses), network };
    },
    [Symbol.dispose]: () => stack.dispose(),
  };
}
