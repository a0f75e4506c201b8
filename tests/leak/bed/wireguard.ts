import { generateKeyPairSync } from 'node:crypto';
import type { OutsideProgram } from '../../support/outside-program.ts';
import { until } from '../../support/until.ts';
import { ip, ipIfThere, run, runIn, startIn } from './command.ts';
import { openGateway, serverDevice } from './gateway.ts';
import { policyRules, policyTable, routeLines } from './routing.ts';
import type { Tunnel, TunnelPlan } from './tunnel.ts';

const serverPort = 51_820;
/** Room for its own headers in an Ethernet frame. */
const mtuBytes = 1420;

/** An end of a tunnel, with the namespaces in which `wg` finds it. */
interface End {
  readonly program: OutsideProgram;
  readonly namespace: string;
  readonly device: string;
}

export async function makeWireguard({ namespaces, server, routing }: TunnelPlan): Promise<Tunnel> {
  const keys = { server: makeKeys(), client: makeKeys() };
  const [vpn, device] = [namespaces.vpn(server), `wg${server.number - 1}`];
  const far = await makeEnd(vpn, serverDevice(server));
  const bothClients = [server.clientInside(), server.clientInside('again')];
  await configure(far, [
    ...['[Interface]', `PrivateKey = ${keys.server.secret}`, `ListenPort = ${serverPort}`],
    ...['[Peer]', `PublicKey = ${keys.client.open}`],
    `AllowedIPs = ${bothClients.flatMap(({ v4, v6 }) => [`${v4}/32`, `${v6}/128`]).join(', ')}`,
  ]);
  await furnish(far, server.inside);
  let near: End | undefined;

  async function end(): Promise<void> {
    await near?.program[Symbol.asyncDispose]();
    // In the kernel there is no program with which it would go.
    await ipIfThere(namespaces.client, `link delete ${device}`);
    near = undefined;
  }

  return {
    kind: 'wireguard',
    device,
    server,
    serverPort,
    async up(again) {
      await end();
      const inside = server.clientInside(again);
      near = await makeEnd(namespaces.client, device);
      await furnish(near, inside);
      await ip(namespaces.client, ...routeLines(routing, device, server));
      if (routing === 'policy') await runIn(namespaces.client, ['sh', '-c', policyRules]);
      await openGateway(vpn, inside);
      // Last: nothing comes in before the routes are there, by which the kernel answers.
      await configure(near, [
        ...['[Interface]', `PrivateKey = ${keys.client.secret}`, `FwMark = ${policyTable}`],
        ...['[Peer]', `PublicKey = ${keys.server.open}`, `Endpoint = ${server.v4}:${serverPort}`],
        ...['AllowedIPs = 0.0.0.0/0, ::/0', 'PersistentKeepalive = 5'],
      ]);
    },
    kill: end,
    async [Symbol.asyncDispose]() {
      await end();
      await far.program[Symbol.asyncDispose]();
    },
  };
}

/** As base 64, the way WireGuard writes them. */
function makeKeys(): { readonly secret: string; readonly open: string } {
  const { d = '', x = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const asBase64 = (key: string) => Buffer.from(key, 'base64url').toString('base64');
  return { secret: asBase64(d), open: asBase64(x) };
}

/**
 * The kernel's own WireGuard where it has one, else wireguard-go. Its control socket is named after the device alone and
 * would be shared by all beds: each program gets a /run of its own.
 */
async function makeEnd(namespace: string, device: string, attempts = 3): Promise<End> {
  const isInKernel = await ip(namespace, `link add ${device} type wireguard`).then(
    () => true,
    () => false,
  );
  const start = isInKernel
    ? 'exec sleep infinity'
    : `mount -t tmpfs wireguard /run && mkdir /run/wireguard && exec wireguard-go -f ${device}`;
  const program = startIn(namespace, ['env', 'LOG_LEVEL=error', 'sh', '-c', start]);
  const end = { program, namespace, device };
  const hasEnded = () => program.child.exitCode !== null;
  await until(async () => hasEnded() || besides(end, `wg show ${device}`).then(Boolean, () => false), {
    what: () => `WireGuard answers: ${program.output()}`,
  });
  if (!hasEnded()) return end;
  // Where many start at once, wireguard-go now and then does not find the folder that was just made for it.
  await program[Symbol.asyncDispose]();
  if (attempts === 1) throw new Error(`WireGuard has ended: ${program.output()}`);
  return makeEnd(namespace, device, attempts - 1);
}

/** Runs a line of shell where `wg` finds the end's control socket. */
function besides({ program }: End, line: string, input = ''): Promise<string> {
  return run('nsenter', ['-t', String(program.child.pid), '-n', '-m', 'sh', '-c', line], input);
}

async function configure(end: End, lines: readonly string[]): Promise<void> {
  // `cat`: wg opens its input by name, which works for a pipe, and Node gives a socket.
  await besides(end, `cat | wg setconf ${end.device} /dev/stdin`, `${lines.join('\n')}\n`);
}

async function furnish(
  { namespace, device }: End,
  { v4, v6 }: { readonly v4: string; readonly v6: string },
): Promise<void> {
  await ip(
    namespace,
    `address add ${v4}/24 dev ${device}`,
    `address add ${v6}/64 dev ${device} nodad`,
    `link set ${device} mtu ${mtuBytes} up`,
  );
}
