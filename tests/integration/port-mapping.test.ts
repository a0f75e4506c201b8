import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeHome, outsider, type Home } from '../support/home-router.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';

const script = (name: string) => join(import.meta.dirname, '..', 'support', 'inside', name);
const inside = script('keep-port.ts');
const dialUtp = script('dial-utp.ts');

/** An engine's door in the computer of a home, which asks its router for port 6881. */
function startKeeping(home: Home, timing: object = {}) {
  const wish = {
    interface: 'lan0',
    gateway: { kind: 'router', address: home.gateway },
    listenPort: 6881,
    timing: { searchMs: 500, ...timing },
  };
  const program = home.computer.startUnprivileged(inside, [JSON.stringify(wish)]);
  const said = () => program.output().trim().split('\n');
  const says = (line: object) =>
    until(() => said().includes(JSON.stringify(line)), {
      what: () => `it says ${JSON.stringify(line)}: ${program.output()} ${home.program.output()}`,
    });
  return { program, said, says, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
}

const only = {
  PCP: {},
  'NAT-PMP': { pcpWaitsMs: [] },
  UPnP: { pcpWaitsMs: [], natPmpWaitsMs: [] },
} as const;

describeWith(['network namespaces (root)', 'miniupnpd'], 'a home router', () => {
  test.each(Object.entries(only))(
    'opens the port that was asked for by %s, for TCP and UDP, and closes it in the end',
    async (protocol, timing) => {
      await using home = await makeHome({ natPmp: true, upnp: true });
      await using keeping = startKeeping(home, timing);
      await keeping.says({ port: 6881 });
      expect(keeping.said()).toContain(JSON.stringify({ address: home.publicAddress }));
      await until(() => home.openPorts().length === 2, { what: 'UDP is open too' });
      expect(home.openPorts().sort()).toEqual(['tcp 6881', 'udp 6881']);
      expect(home.program.output()).toContain(protocol === 'UPnP' ? 'AddPortMapping' : `${protocol} `);
      expect(home.internet.shell(`bash -c 'cat < /dev/tcp/${home.publicAddress}/6881'`)).toBe('reached');
      expect(home.internet.runUnprivileged(dialUtp, [home.publicAddress, '6881'])).toBe('reached');
      await keeping.says({ byUtp: outsider });
      keeping.program.child.stdin.write('stop\n');
      await keeping.says({ ended: true });
      expect(home.openPorts()).toEqual([]);
    },
  );

  test('that speaks only UPnP is found after the others were tried', async () => {
    await using home = await makeHome({ natPmp: false, upnp: true });
    await using keeping = startKeeping(home);
    await keeping.says({ port: 6881 });
    expect(home.openPorts()).toContain('tcp 6881');
  });

  test('hears nothing more of us when the door has shut', async () => {
    await using home = await makeHome({ natPmp: true, upnp: false });
    await using keeping = startKeeping(home);
    await keeping.says({ port: 6881 });
    await until(() => home.openPorts().length === 2, { what: 'UDP is open too' });
    const heard = home.program.output().match(/request received/gu)?.length;
    keeping.program.child.stdin.write('shut\n');
    await keeping.says({ ended: true });
    expect(home.program.output().match(/request received/gu)).toHaveLength(heard ?? 0);
    expect(home.openPorts()).toHaveLength(2);
  });
});
