import type { LeakStep } from '#shared/contract/profiles-api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { LeakCheck, ProfileStatus } from '#shared/contract/network.ts';
import type { Profile } from '#shared/contract/profile.ts';
import { formatProxy } from '#shared/contract/proxy.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import type { Clock } from '../../ports/clock.ts';
import { outcome } from './say.ts';
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
  const addresses = status().observedAddresses;
  const sentence = addresses.length > 0 ? 'check-open-seen' : 'check-open';
  return outcome('interface', 'unknown', sentence, { profile: profile.name, addresses });
}

function checkInterface({ status }: LeakTestParts): LeakCheck {
  const { state, reason, addresses } = status();
  const name = status().interface ?? '';
  // The reasons are the door's own words, which a page has of its own.
  if (state === 'down')
    return {
      name: 'interface',
      verdict: 'unknown',
      detail: `The door is shut, nothing leaves. ${reason ?? ''}`,
    };
  if (state === 'up') return outcome('interface', 'ok', 'check-tied', { interface: name, addresses });
  return { name: 'interface', verdict: 'unknown', detail: `Tied to "${name}". ${reason ?? ''}` };
}

function checkRoute({ status, interfaces }: LeakTestParts): LeakCheck {
  const name = status().interface ?? '';
  const found = interfaces().find((candidate) => candidate.name === name);
  const leads = found?.hasDefaultRoute4 === true || found?.hasDefaultRoute6 === true;
  return outcome('route', 'ok', leads ? 'check-route' : 'check-no-route', { interface: name });
}

/** What the system answers by itself has no socket and follows the routes. */
async function checkKernelPackets({ status, interfaces }: LeakTestParts): Promise<LeakCheck> {
  const found = interfaces().find(({ name }) => name === status().interface);
  const split = found === undefined ? 'unknown' : await findSplitRoute(found);
  if (split === 'none') return outcome('kernel-packets', 'ok', 'check-kernel');
  if (split === 'unknown') return outcome('kernel-packets', 'unknown', 'check-kernel-unknown');
  // The page has the lines with the profile's warning.
  const detail = `${split.text} ${split.commands.join(' ; ')}`;
  return { name: 'kernel-packets', verdict: 'unknown', detail, said: split.said };
}

async function checkSockets({ client }: LeakTestParts): Promise<LeakCheck> {
  const { sockets, unexplained } = await client()['engine.audit']();
  if (unexplained === null) return outcome('sockets', 'unknown', 'check-sockets-unknown');
  return unexplained > 0
    ? outcome('sockets', 'leak', 'check-sockets-leak', { unexplained, sockets })
    : outcome('sockets', 'ok', 'check-sockets', { sockets });
}

function checkNative({ status }: LeakTestParts): LeakCheck {
  return status().off.includes('webrtc')
    ? outcome('native', 'ok', 'check-native')
    : outcome('native', 'leak', 'check-native-leak');
}

function checkIpv6({ profile, status }: LeakTestParts): LeakCheck {
  const addresses = status().addresses.filter((address) => address.includes(':'));
  if (profile.ipv6 === 'off') return outcome('ipv6', 'ok', 'check-ipv6-off');
  return outcome('ipv6', 'ok', addresses.length > 0 ? 'check-ipv6' : 'check-ipv6-none', { addresses });
}

/** Without a binding the kernel holds nothing, but no other socket can be opened in that process. */
async function checkProxy({ client, profile, status }: LeakTestParts): Promise<LeakCheck> {
  const proxy = profile.proxy === null ? '' : formatProxy(profile.proxy);
  const { verdict, milliseconds } = status().state === 'down' ? closed : await client()['engine.probe']();
  return verdict === 'answered'
    ? outcome('proxy', 'ok', 'check-proxy', { proxy, milliseconds: Math.round(milliseconds ?? 0) })
    : outcome('proxy', 'unknown', 'check-proxy-silent', { proxy });
}

const closed = { verdict: 'silent', milliseconds: null } as const;

async function checkDns({ client }: LeakTestParts): Promise<LeakCheck> {
  const { verdict, server, milliseconds } = await client()['engine.probe']();
  const values = { server: server ?? '', milliseconds: Math.round(milliseconds ?? 0) };
  switch (verdict) {
    case 'answered':
      return outcome('dns', 'ok', 'check-dns', values);
    case 'silent':
      return outcome('dns', 'unknown', 'check-dns-silent', values);
    case 'nobody-to-ask':
      return outcome('dns', 'ok', 'check-dns-nobody');
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
  if (wrong.length > 0) return outcome('observed-address', 'leak', 'check-seen-wrong', { addresses: wrong });
  return seen.length > 0
    ? outcome('observed-address', 'ok', 'check-seen', { addresses: seen })
    : outcome('observed-address', 'unknown', 'check-seen-nobody');
}
