import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutsideProgram } from '../../support/outside-program.ts';
import { until } from '../../support/until.ts';
import { run, startIn } from './command.ts';
import { openGateway, serverDevice } from './gateway.ts';
import type { VpnServer } from './addresses.ts';
import type { Routing } from './routing.ts';
import type { Tunnel, TunnelPlan } from './tunnel.ts';

const serverPort = 1194;
/** Patient: a busy computer must not look like a tunnel that is dead, for which OpenVPN makes it anew by itself. */
const bothSides = ['--dev-type', 'tun', '--proto', 'udp4', '--keepalive', '10', '120', '--disable-dco'];

/** Both sides know each other's certificate by its fingerprint (OpenVPN 2.6): no authority is needed. */
export async function makeOpenvpn({ namespaces, server, routing, folder }: TunnelPlan): Promise<Tunnel> {
  const [vpn, device] = [namespaces.vpn(server), `tun${server.number - 1}`];
  const clients = join(folder, 'openvpn-clients');
  await mkdir(clients, { recursive: true });
  const [ours, theirs] = await Promise.all([makeIdentity(folder, 'client'), makeIdentity(folder, 'server')]);
  const { inside } = server;
  const far = startIn(vpn, [
    'openvpn',
    ...bothSides,
    ...['--dev', serverDevice(server), '--port', String(serverPort), '--mode', 'server', '--tls-server'],
    ...[
      '--dh',
      'none',
      '--topology',
      'subnet',
      '--push',
      'topology subnet',
      '--push',
      `route-gateway ${inside.v4}`,
      '--client-config-dir',
      clients,
    ],
    ...[
      '--ifconfig',
      inside.v4,
      '255.255.255.0',
      '--ifconfig-ipv6',
      `${inside.v6}/64`,
      server.clientInside().v6,
    ],
    ...theirs.options,
    ...['--peer-fingerprint', ours.fingerprint],
  ]);
  await hasStarted(far);
  let near: OutsideProgram | undefined;

  async function end(): Promise<void> {
    await near?.[Symbol.asyncDispose]();
    near = undefined;
  }

  return {
    kind: 'openvpn',
    device,
    server,
    serverPort,
    async up(again) {
      await end();
      const address = server.clientInside(again);
      // Read anew when a client connects: the address that it is given.
      await writeFile(
        join(clients, 'DEFAULT'),
        `ifconfig-push ${address.v4} 255.255.255.0\nifconfig-ipv6-push ${address.v6}/64 ${inside.v6}\n`,
      );
      near = startIn(namespaces.client, [
        'openvpn',
        ...bothSides,
        ...['--dev', device, '--remote', server.v4, String(serverPort), '--nobind', '--tls-client', '--pull'],
        ...ours.options,
        ...['--peer-fingerprint', theirs.fingerprint, '--connect-retry', '1'],
        ...routeOptions(routing, server),
      ]);
      await hasStarted(near);
      await openGateway(vpn, address);
    },
    kill: end,
    async [Symbol.asyncDispose]() {
      await end();
      await far[Symbol.asyncDispose]();
    },
  };
}

/** The same routes as ./routing.ts; OpenVPN sets them before it passes anything on. */
function routeOptions(routing: Routing, { v4, inside }: VpnServer): string[] {
  switch (routing) {
    case 'full':
      return [
        ...['--route', v4, '255.255.255.255', 'net_gateway'],
        ...['0.0.0.0', '128.0.0.0'].flatMap((half) => ['--route', half, '128.0.0.0']),
        ...['::/1', '8000::/1'].flatMap((half) => ['--route-ipv6', half]),
      ];
    case 'split':
      return [
        ...['--route', '0.0.0.0', '0.0.0.0', 'vpn_gateway', '5000'],
        ...['--route-ipv6', '::/0', inside.v6, '5000'],
      ];
    case 'bare':
      return [];
    case 'policy':
      throw new Error('OpenVPN does not route like wg-quick.');
    default:
      return routing satisfies never;
  }
}

async function hasStarted(program: OutsideProgram): Promise<void> {
  const isReady = () => {
    if (program.child.exitCode !== null) throw new Error(`OpenVPN has ended: ${program.output()}`);
    return program.output().includes('Initialization Sequence Completed');
  };
  await until(isReady, { what: () => `OpenVPN has started: ${program.output()}` });
}

interface Identity {
  readonly options: readonly string[];
  readonly fingerprint: string;
}

async function makeIdentity(folder: string, name: string): Promise<Identity> {
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', key, '-out', certificate];
  await run('openssl', ['req', '-x509', ...kind, '-subj', `/CN=${name}`, ...files]);
  const printed = await run('openssl', ['x509', '-in', certificate, '-noout', '-fingerprint', '-sha256']);
  return {
    options: ['--cert', certificate, '--key', key],
    fingerprint: printed.trim().replace(/^.*=/u, ''),
  };
}
