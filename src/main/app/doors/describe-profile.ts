import type { ProfileStatus, ProfileWarning } from '#shared/contract/network.ts';
import { interfaceOf, type Profile } from '#shared/contract/profile.ts';
import { formatProxy } from '#shared/contract/proxy.ts';
import type { EngineState } from '../engines/engine-host.ts';
import type { DoorLife } from './door-life.ts';
import type { DoorStand } from './doors.ts';
import { stateOf } from './profile-state.ts';

interface Known {
  readonly profile: Profile;
  readonly isDefault: boolean;
  readonly stand: DoorStand | undefined;
  readonly life: DoorLife;
  readonly engine: EngineState | undefined;
  readonly torrents: number;
  readonly warnings: readonly ProfileWarning[];
  readonly now: Date;
}

/** What everybody is told of a profile. */
export function describeProfile(known: Known): ProfileStatus {
  const { profile, isDefault, stand, life, engine, torrents, warnings, now } = known;
  const isOpen = stand?.decision.kind === 'open';
  const binding = stand?.decision.kind === 'open' ? stand.decision.binding : undefined;
  const isBound = profile.binding.kind !== 'any';
  return {
    name: profile.name,
    isDefault,
    ...stateAndReason(known),
    since: (stand?.since ?? now).toISOString(),
    interface: interfaceOf(profile) ?? null,
    proxy: profile.proxy === null ? null : formatProxy(profile.proxy),
    addresses:
      binding?.kind === 'interface' ? [binding.address4, binding.address6].filter((one) => one !== null) : [],
    observedAddresses: [...new Set(life.observations.map(({ address }) => address))],
    observations: life.observations,
    verifiedAt: isBound && isOpen ? (life.verifiedAt?.toISOString() ?? null) : null,
    listenPort: isOpen ? (engine?.listenPort ?? null) : null,
    externalPort: isOpen ? life.externalPort : null,
    torrents,
    denied: life.denied,
    off: whatIsOff(profile),
    warnings: isOpen ? [...warnings] : [],
  };
}

function stateAndReason({
  profile,
  stand,
  engine,
  life,
}: Known): Pick<ProfileStatus, 'state' | 'reason' | 'reasonCode'> {
  if (stand?.decision.kind === 'shut') {
    const { reason, text } = stand.decision;
    return { state: 'down', reason: text, reasonCode: reason };
  }
  if (engine?.state === 'down') return { state: 'down', reason: engine.reason, reasonCode: 'engine-down' };
  if (stand === undefined || engine?.state !== 'up')
    return { state: 'unverified', reason: 'It is being opened.', reasonCode: null };
  const state = stateOf(life);
  if (profile.proxy !== null)
    return { state, reason: reasonBehindProxy(state, formatProxy(profile.proxy)), reasonCode: null };
  if (profile.binding.kind === 'any') return { state: 'up', reason: null, reasonCode: null };
  return { state, reason: reasonFor(state, profile.binding.interface, hasResolver(stand)), reasonCode: null };
}

function reasonFor(state: 'up' | 'dead' | 'unverified', name: string, canAsk: boolean): string | null {
  switch (state) {
    case 'up':
      return null;
    case 'dead':
      return `"${name}" is up, but nothing answers through it: the VPN may have lost its connection.`;
    case 'unverified':
      return canAsk
        ? `Nothing has answered through "${name}" yet.`
        : `Nothing has come in through "${name}" yet, and no DNS server is known for it that could be asked.`;
    default:
      return state satisfies never;
  }
}

function reasonBehindProxy(state: 'up' | 'dead' | 'unverified', proxy: string): string | null {
  switch (state) {
    case 'up':
      return null;
    case 'dead':
      return `The proxy ${proxy} does not answer. Nothing leaves without it.`;
    case 'unverified':
      return `The proxy ${proxy} has not answered yet.`;
    default:
      return state satisfies never;
  }
}

function hasResolver({ decision }: DoorStand): boolean {
  if (decision.kind !== 'open' || decision.binding.kind !== 'interface') return false;
  return decision.binding.dnsServers.length > 0 || decision.binding.dnsOverHttps !== null;
}

function whatIsOff({ binding, webRtc, utp, ipv6, proxy }: Profile): ProfileStatus['off'] {
  return [
    // Its sockets are native code that knows no interface; see docs/decisions/guard.md.
    ...(webRtc && binding.kind === 'any' ? [] : (['webrtc'] as const)),
    // By UDP, which no proxy carries.
    ...(utp && proxy === null ? [] : (['utp'] as const)),
    ...(ipv6 === 'off' ? (['ipv6'] as const) : []),
    // A proxy carries TCP only, and only from here.
    ...(proxy === null ? [] : (['dht', 'udp-trackers', 'lan', 'listening'] as const)),
  ];
}
