import type { LeakStep } from '#shared/contract/api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { LeakCheck, ProfileStatus } from '#shared/contract/network.ts';
import type { Profile } from '#shared/contract/profile.ts';
import { formatProxy } from '#shared/contract/proxy.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import type { Clock } from '../../ports/clock.ts';
import { findSplitRoute } from './split-route.ts';

interface LeakTestParts {
  readonly clock: Clock;
  readonly profile: Profile;
  status(): ProfileStatus;
  interfaces(): readonly NetworkInterface[];
  /** What others say of profiles that allow any network: the address that must not be seen. */
  clearAddresses(): readonly string[];
  /** @throws AppError `engine-down` */
  client(): Client<EngineApi>;
}

/** One check after the other, then the verdict over all of them. */
export async function* testForLeaks(parts: LeakTestParts): AsyncGenerator<LeakStep> {
  const { profile, clock, status } = parts;
  const checks: LeakCheck[] = [];
  const isOpen = status().state !== 'down';
  const steps = isOpen
    ? [
        checkInterface,
        checkRoute,
        checkKernelPackets,
        checkSockets,
        checkNative,
        checkIpv6,
        profile.proxy === null ? checkDns : checkProxy,
        checkObserved,
      ]
    : [checkInterface];
  const unbound = profile.proxy === null ? [checkOpen] : isOpen ? [checkProxy, checkObserved] : [checkProxy];
  for (const step of profile.binding.kind === 'any' ? unbound : steps) {
    const check = await step(parts);
    checks.push(check);
    yield { kind: 'check', check };
  }
  const verdict = checks.some((check) => check.verdict === 'leak')
    ? 'leak'
    : checks.every((check) => check.verdict === 'ok')
      ? 'ok'
      : 'unknown';
  yield { kind: 'report', report: { profile: profile.name, at: clock.now().toISOString(), verdict, checks } };
}

function checkOpen({ profile, status }: LeakTestParts): LeakCheck {
  const seen = status().observedAddresses;
  const whom = seen.length > 0 ? ` Others see ${seen.join(' and ')}.` : '';
  const detail = `"${profile.name}" allows any network: everything goes out as this computer sends everything else.${whom}`;
  return { name: 'interface', verdict: 'unknown', detail };
}

function checkInterface({ status }: LeakTestParts): LeakCheck {
  const { state, reason, addresses } = status();
  const name = status().interface ?? '';
  if (state === 'down')
    return {
      name: 'interface',
      verdict: 'unknown',
      detail: `The door is shut, nothing leaves. ${reason ?? ''}`,
    };
  if (state === 'up')
    return {
      name: 'interface',
      verdict: 'ok',
      detail: `Every connection is tied to "${name}", from ${addresses.join(' and ')}.`,
    };
  return { name: 'interface', verdict: 'unknown', detail: `Tied to "${name}". ${reason ?? ''}` };
}

function checkRoute({ status, interfaces }: LeakTestParts): LeakCheck {
  const name = status().interface ?? '';
  const found = interfaces().find((candidate) => candidate.name === name);
  const leads = found?.hasDefaultRoute4 === true || found?.hasDefaultRoute6 === true;
  const detail = leads
    ? `The computer’s own routes lead through "${name}" too.`
    : `No route leads through "${name}" by itself; Warren’s connections are tied to it all the same.`;
  return { name: 'route', verdict: 'ok', detail };
}

/** What the system answers by itself has no socket and follows the routes. */
async function checkKernelPackets({ status, interfaces }: LeakTestParts): Promise<LeakCheck> {
  const found = interfaces().find(({ name }) => name === status().interface);
  const split = found === undefined ? 'unknown' : await findSplitRoute(found);
  if (split === 'none')
    return {
      name: 'kernel-packets',
      verdict: 'ok',
      detail: 'What the system itself answers to peers takes the same way.',
    };
  const detail =
    split === 'unknown'
      ? 'This operating system does not tell which way its own answers to peers take.'
      : `${split.text} ${split.commands.join(' ; ')}`;
  return { name: 'kernel-packets', verdict: 'unknown', detail };
}

async function checkSockets({ client }: LeakTestParts): Promise<LeakCheck> {
  const { sockets, unexplained } = await client()['engine.audit']();
  if (unexplained === null)
    return {
      name: 'sockets',
      verdict: 'unknown',
      detail: 'This operating system does not tell to what a connection is tied.',
    };
  if (unexplained > 0)
    return {
      name: 'sockets',
      verdict: 'leak',
      detail: `${unexplained} of ${sockets} are not tied to the interface. All of them were ended.`,
    };
  return { name: 'sockets', verdict: 'ok', detail: `All ${sockets} open ones are tied to the interface.` };
}

function checkNative({ status }: LeakTestParts): LeakCheck {
  const isOff = status().off.includes('webrtc') && status().off.includes('utp');
  return isOff
    ? {
        name: 'native',
        verdict: 'ok',
        detail: 'Peers in browsers (WebRTC) and uTP are off: they could not be tied to an interface.',
      }
    : {
        name: 'native',
        verdict: 'leak',
        detail: 'Peers in browsers (WebRTC) or uTP are on and go past the interface.',
      };
}

function checkIpv6({ profile, status }: LeakTestParts): LeakCheck {
  const own = status().addresses.filter((address) => address.includes(':'));
  const detail =
    profile.ipv6 === 'off'
      ? 'IPv6 is off in this profile.'
      : own.length > 0
        ? `IPv6 leaves only from ${own.join(' and ')}.`
        : 'The interface has no IPv6 address, so IPv6 is not used.';
  return { name: 'ipv6', verdict: 'ok', detail };
}

/** Without a binding the kernel holds nothing, but no other socket can be opened in that process. */
async function checkProxy({ client, profile, status }: LeakTestParts): Promise<LeakCheck> {
  const proxy = profile.proxy === null ? '' : formatProxy(profile.proxy);
  const { verdict, milliseconds } = status().state === 'down' ? closed : await client()['engine.probe']();
  return verdict === 'answered'
    ? {
        name: 'proxy',
        verdict: 'ok',
        detail: `Everything goes to ${proxy}, which looks names up too; it answered in ${Math.round(milliseconds ?? 0)} ms.`,
      }
    : {
        name: 'proxy',
        verdict: 'unknown',
        detail: `Everything would go to ${proxy}, which does not answer. Nothing leaves without it.`,
      };
}

const closed = { verdict: 'silent', milliseconds: null } as const;

async function checkDns({ client }: LeakTestParts): Promise<LeakCheck> {
  const { verdict, server, milliseconds } = await client()['engine.probe']();
  switch (verdict) {
    case 'answered':
      return {
        name: 'dns',
        verdict: 'ok',
        detail: `Names are asked of ${server ?? ''} through the interface; it answered in ${Math.round(milliseconds ?? 0)} ms.`,
      };
    case 'silent':
      return {
        name: 'dns',
        verdict: 'unknown',
        detail: `Names would be asked of ${server ?? ''} through the interface; it does not answer.`,
      };
    case 'nobody-to-ask':
      return {
        name: 'dns',
        verdict: 'ok',
        detail: 'No DNS server is known for the interface, so no name is looked up at all.',
      };
    default:
      return verdict satisfies never;
  }
}

function checkObserved({ status, interfaces, clearAddresses }: LeakTestParts): LeakCheck {
  const own = status().interface;
  const others = interfaces()
    .filter(({ name }) => name !== own)
    .flatMap(({ addresses }) => addresses.map(({ address }) => address));
  const forbidden = new Set([...others, ...clearAddresses()]);
  const seen = status().observedAddresses;
  const wrong = seen.filter((address) => forbidden.has(address));
  if (wrong.length > 0)
    return {
      name: 'observed-address',
      verdict: 'leak',
      detail: `Others see ${wrong.join(' and ')}, which is not the address of the tunnel.`,
    };
  if (seen.length > 0)
    return { name: 'observed-address', verdict: 'ok', detail: `Others see ${seen.join(' and ')}.` };
  return {
    name: 'observed-address',
    verdict: 'unknown',
    detail: 'Nobody has said yet which address they see. Start a transfer and test again.',
  };
}
