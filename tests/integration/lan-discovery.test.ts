import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeNamespace, plugCable, type NetworkNamespace } from '../support/network-namespace.ts';
import type { OutsideProgram } from '../support/outside-program.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';

const support = join(import.meta.dirname, '..', 'support');
const infoHash = 'c0ffee'.padEnd(40, '1');

/** Two computers on one cable, and a second cable from the first one to elsewhere. */
function makeHouse() {
  const stack = new DisposableStack();
  const ours = stack.use(makeNamespace());
  const theirs = stack.use(makeNamespace());
  const elsewhere = stack.use(makeNamespace());
  plugCable(
    'lan0',
    { in: ours, addresses: ['192.168.9.1/24', 'fd99::1/64'] },
    { in: theirs, addresses: ['192.168.9.2/24', 'fd99::2/64'] },
  );
  plugCable(
    'wan0',
    { in: ours, addresses: ['192.0.2.2/24'] },
    { in: elsewhere, addresses: ['192.0.2.1/24'] },
  );
  // Unbound, everything would go there.
  ours.shell('ip route add default via 192.0.2.1');
  return { ours, theirs, elsewhere, [Symbol.dispose]: () => stack.dispose() };
}

function startWarren(network: NetworkNamespace, interfaceName = 'lan0') {
  return network.startUnprivileged(join(support, 'inside', 'lan-peer.ts'), [interfaceName, infoHash]);
}

async function startLibtorrent(network: NetworkNamespace): Promise<OutsideProgram> {
  const settings = {
    listen_interfaces: '192.168.9.2:6999,[fd99::2]:6999',
    enable_lsd: true,
    enable_outgoing_utp: false,
  };
  const program = network.start('/usr/bin/python3', [
    join(support, 'libtorrent-session.py'),
    JSON.stringify(settings),
  ]);
  await until(() => program.output().includes('"value": 6999'), { what: () => program.output() });
  const source = `magnet:?xt=urn:btih:${infoHash}`;
  program.child.stdin.write(`${JSON.stringify({ do: 'add', source, folder: '/tmp/nowhere' })}\n`);
  return program;
}

const says = (program: OutsideProgram, pattern: RegExp) =>
  until(() => pattern.test(program.output()), {
    what: () => `it says ${pattern.source}: ${program.output()}`,
  });

describeWith(['network namespaces (root)', 'python3-libtorrent'], 'in the local network', () => {
  test('Warren and libtorrent hear of each other by IPv4 and IPv6, and libtorrent comes', async () => {
    using house = makeHouse();
    await using warren = startWarren(house.ours);
    await says(warren, /"port"/u);
    await using libtorrent = await startLibtorrent(house.theirs);
    await says(warren, /"heard":"192\.168\.9\.2:6999"/u);
    await says(warren, /"heard":"\[fd99::2\]:6999"/u);
    // libtorrent was not there yet when Warren called; it calls back when it hears libtorrent's own next time.
    await using another = startWarren(house.ours);
    await says(another, /"connected":"(::ffff:)?192\.168\.9\.2"|"connected":"fd99::2"/u);
    expect(libtorrent.output()).not.toContain('"error": "');
  });
});

describeWith(['network namespaces (root)'], 'the local network', () => {
  test('two Warrens hear of each other, and neither of itself', async () => {
    using house = makeHouse();
    await using one = startWarren(house.ours);
    await says(one, /"port"/u);
    await using other = startWarren(house.theirs);
    await says(one, /"heard":"192\.168\.9\.2:\d+"/u);
    await says(one, /"heard":"\[fd99::2\]:\d+"/u);
    expect(one.output()).not.toMatch(/"heard":"(192\.168\.9\.1|\[fd99::1\])/u);
    expect(other.output()).not.toMatch(/"heard":"(192\.168\.9\.2|\[fd99::2\])/u);
  });

  test('nothing is heard from another network, and nothing is said to it', async () => {
    using house = makeHouse();
    await using stranger = startWarren(house.elsewhere, 'wan0');
    await says(stranger, /"port"/u);
    await using warren = startWarren(house.ours);
    await says(warren, /"port"/u);
    await using neighbour = startWarren(house.theirs);
    await says(warren, /"heard":"192\.168\.9\.2/u);
    await using lateStranger = startWarren(house.elsewhere, 'wan0');
    await says(lateStranger, /"port"/u);
    await using lateNeighbour = startWarren(house.theirs);
    await says(warren, new RegExp(`"heard":"192\\.168\\.9\\.2:${portOf(lateNeighbour)}`, 'u'));
    expect(warren.output()).not.toContain('192.0.2.1');
    expect(stranger.output() + neighbour.output()).not.toContain('192.0.2.2');
  });
});

function portOf(program: OutsideProgram): string {
  return /"port":(\d+)/u.exec(program.output())?.[1] ?? '\\d+';
}
