import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeNamespace, plugCable, type NetworkNamespace } from '../support/network-namespace.ts';
import { describeWith } from '../support/tools.ts';

interface Seen {
  readonly routes: readonly { readonly address: string; readonly leavesThrough: readonly string[] }[];
  readonly split: readonly { readonly address: string }[];
  readonly commands: readonly string[];
}

const inside = join(import.meta.dirname, '..', 'support', 'inside', 'source-routes.ts');
const look = (network: NetworkNamespace) => network.runUnprivileged(inside, ['tun9']) as Seen;

/** A computer with a cable to the internet and a tunnel, whose routes are the test's to make. */
function makeComputer() {
  const stack = new DisposableStack();
  const computer = stack.use(makeNamespace());
  const internet = stack.use(makeNamespace());
  const server = stack.use(makeNamespace());
  plugCable(
    'eth0',
    { in: computer, addresses: ['192.0.2.2/24', '2001:db8:c::2/64'] },
    { in: internet, addresses: ['192.0.2.1/24', '2001:db8:c::1/64'] },
  );
  // For routes, a cable with another name is as good as a tunnel.
  plugCable(
    'tun9',
    { in: computer, addresses: ['10.66.0.2/24', 'fd66::2/64'] },
    { in: server, addresses: ['10.66.0.1/24', 'fd66::1/64'] },
  );
  computer.shell('ip route add default via 192.0.2.1', 'ip route add default via 2001:db8:c::1');
  return { computer, [Symbol.dispose]: () => stack.dispose() };
}

describeWith(['network namespaces (root)'], 'packets with the address of a tunnel', () => {
  test('are seen to leave through the real network where the tunnel is not the default route', () => {
    using world = makeComputer();
    const { split } = look(world.computer);
    expect(split).toMatchObject([
      { address: '10.66.0.2', leavesThrough: ['eth0'] },
      { address: 'fd66::2', leavesThrough: ['eth0'] },
    ]);
  });

  test('stay in the tunnel after the lines that are offered, also when its route is gone', () => {
    using world = makeComputer();
    world.computer.shell(...look(world.computer).commands);
    const kept = look(world.computer);
    expect(kept.split).toEqual([]);
    expect(kept.routes).toMatchObject([{ leavesThrough: ['tun9'] }, { leavesThrough: ['tun9'] }]);
    world.computer.shell(
      'ip link set tun9 down',
      'ip link set tun9 up',
      'ip address add fd66::2/64 dev tun9 nodad',
    );
    const without = look(world.computer);
    expect(without.routes).toMatchObject([{ leavesThrough: [] }, { leavesThrough: [] }]);
  });

  test('a tunnel that has both halves of the address space is not split, one that has half of it is', () => {
    using world = makeComputer();
    world.computer.shell('ip route add 128.0.0.0/1 dev tun9', 'ip route add ::/1 dev tun9');
    expect(look(world.computer).split).toMatchObject([
      { address: '10.66.0.2', leavesThrough: ['eth0', 'tun9'] },
    ]);
    world.computer.shell('ip route add 0.0.0.0/1 dev tun9');
    expect(look(world.computer).split).toEqual([]);
  });
});
