import { setTimeout as wait } from 'node:timers/promises';
import type { PortGateway } from '#shared/contract/engine-door.ts';
import { theDoor } from '../guard/door.ts';
import { openDialogue, type Dialogue } from './dialogue.ts';
import type { MappingAnswer, MappingWish, PortMapper } from './mapper.ts';
import { makeNatPmp, natPmpWaitsMs } from './nat-pmp.ts';
import { makePcp, pcpWaitsMs } from './pcp.ts';
import { makeUpnp } from './upnp/upnp.ts';

/** How long gateways are waited for; tests are in a hurry. */
export interface PortMappingTiming {
  /** After each question by PCP and by NAT-PMP, ms. */
  readonly pcpWaitsMs: readonly number[];
  readonly natPmpWaitsMs: readonly number[];
  /** For each call for a router, ms. */
  readonly searchMs: number;
  /** After a failure, doubled each time up to the second, ms. */
  readonly retryMs: readonly [first: number, longest: number];
  /** Asked for, seconds. A VPN forgets soon (Proton: one minute); a router that we leave in a crash should too. */
  readonly lifetimeSeconds: Readonly<Record<PortGateway['kind'], number>>;
}

const usualTiming: PortMappingTiming = {
  pcpWaitsMs,
  natPmpWaitsMs,
  searchMs: 3_000,
  // RFC 6887, 8.1.1: at most 1024 seconds.
  retryMs: [30_000, 1_024_000],
  lifetimeSeconds: { vpn: 60, router: 900 },
};

/** RFC 6887, 11.2.1: not sooner after the last time than this, ms. */
const shortestRenewalMs = 4_000;
/** A gateway that is told goodbye is not waited for longer than this, ms. */
const farewellMs = 500;
/** Whatever a gateway grants, it is asked again within a day, ms. */
const longestRenewalMs = 86_400_000;

interface PortKeepingParts {
  readonly gateway: PortGateway;
  readonly listenPort: number;
  /** The port that others can reach, each time that it is another one. */
  onPort(port: number | null): void;
  /** Why there is none, as a sentence; null when there is one. */
  onProblem(message: string | null): void;
  /** The gateway says that this is our address. */
  onAddress(address: string): void;
  readonly timing?: Partial<PortMappingTiming>;
}

export interface PortKeeping {
  /** Ends it and gives the port back, unless the door is shut: then nothing is sent. */
  stop(): Promise<void>;
}

interface Held {
  readonly mapper: PortMapper;
  /** The latest last. */
  readonly mappings: readonly MappingWish[];
}

/**
 * Asks a gateway for a port, for TCP and the same one for UDP, and keeps it: by PCP (RFC 6887), else NAT-PMP (RFC 6886),
 * else, at a router, UPnP. Asked again at half of the time that was granted, and after failures ever more seldom.
 */
export function startPortKeeping({ timing: given, ...parts }: PortKeepingParts): PortKeeping {
  const { gateway, listenPort } = parts;
  const timing = { ...usualTiming, ...given };
  const lifetimeSeconds = timing.lifetimeSeconds[gateway.kind];
  const stopping = new AbortController();
  let dialogue: Dialogue | undefined;
  let held: Held | undefined;
  let lastPort: number | null = null;
  // A router gives what it is asked for where it can; a VPN shares one address among many and chooses.
  let wantedPort = gateway.kind === 'router' ? listenPort : 0;

  const isOver = () => stopping.signal.aborted || theDoor().isClosed;
  theDoor().onClose(() => stopping.abort());

  async function waysToAsk(): Promise<PortMapper[]> {
    dialogue?.[Symbol.dispose]();
    dialogue = await openDialogue(gateway.address);
    const { ownAddress } = dialogue;
    const now = () => performance.now();
    const pcp = makePcp({ dialogue, waitsMs: timing.pcpWaitsMs, now });
    // NAT-PMP and UPnP know IPv4 only.
    if (ownAddress.includes(':')) return [pcp];
    const natPmp = makeNatPmp({ dialogue, waitsMs: timing.natPmpWaitsMs, now });
    if (gateway.kind === 'vpn') return [pcp, orAsProton(natPmp)];
    return [pcp, natPmp, makeUpnp({ gateway: gateway.address, ownAddress, searchMs: timing.searchMs })];
  }

  async function ask(mapper: PortMapper, mayRepeat = true): Promise<MappingAnswer> {
    const wish = { internalPort: listenPort, externalPort: wantedPort, lifetimeSeconds };
    const tcp = await mapper.map({ ...wish, protocol: 'tcp' });
    if (tcp.kind !== 'granted') return tcp;
    if (tcp.lifetimeSeconds === 0 || tcp.externalPort === 0)
      return { kind: 'refused', message: 'The gateway gave a port for no time at all.' };
    const { externalPort, externalAddress } = tcp;
    held = { mapper, mappings: [{ ...wish, externalPort, protocol: 'tcp' }] };
    if (externalAddress !== undefined) parts.onAddress(externalAddress);
    if (isOver()) return tcp;
    const udp = await mapper.map({ ...wish, externalPort, protocol: 'udp' });
    if (udp.kind !== 'granted' || udp.lifetimeSeconds === 0) return tcp; // peers are reached by TCP all the same
    const ofUdp: MappingWish = { ...wish, externalPort: udp.externalPort, protocol: 'udp' };
    held = { mapper, mappings: [...held.mappings, ofUdp] };
    // It was restarted between the two questions.
    if (udp.hasForgotten && mayRepeat) return ask(mapper, false);
    return { ...tcp, lifetimeSeconds: Math.min(tcp.lifetimeSeconds, udp.lifetimeSeconds) };
  }

  async function askAll(): Promise<MappingAnswer> {
    const before = held?.mapper;
    if (before !== undefined) {
      const answer = await ask(before);
      if (answer.kind === 'granted' || isOver()) return answer;
    }
    held = undefined;
    let refusal: MappingAnswer = { kind: 'silent' };
    for (const mapper of await waysToAsk()) {
      if (isOver()) break;
      const answer = await ask(mapper);
      if (answer.kind === 'granted') return answer;
      if (answer.kind === 'refused') refusal = answer;
    }
    return refusal;
  }

  function tell(port: number | null, problem: string | null): void {
    if (isOver()) return;
    parts.onProblem(problem);
    if (port === lastPort) return;
    lastPort = port;
    parts.onPort(port);
  }

  async function keep(): Promise<void> {
    let failures = 0;
    while (!isOver()) {
      const answer = await askAll().catch((): MappingAnswer => ({ kind: 'silent' }));
      if (answer.kind === 'granted') {
        failures = 0;
        wantedPort = answer.externalPort;
        tell(answer.externalPort, null);
        await pause(renewalMs(answer.lifetimeSeconds));
      } else {
        tell(null, answer.kind === 'refused' ? answer.message : silence(gateway));
        const [first, longest] = timing.retryMs;
        await pause(spread(Math.min(longest, first * 2 ** failures)));
        failures += 1;
      }
    }
  }

  /** Ends early, without a word, when it is over. */
  async function pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
  }

  /** The last first. Not waited for longer than a moment: what is not given back ends by itself. */
  async function giveBack(): Promise<void> {
    const { mapper, mappings } = held ?? { mappings: [] };
    held = undefined;
    for (const mapping of mappings.toReversed()) {
      if (theDoor().isClosed) return;
      await Promise.race([mapper?.map({ ...mapping, lifetimeSeconds: 0 }), wait(farewellMs)]);
    }
  }

  const kept = keep();
  return {
    async stop() {
      stopping.abort();
      await Promise.race([kept, wait(farewellMs)]);
      await giveBack();
      dialogue?.[Symbol.dispose]();
      // A router that answers only now has opened something once more.
      void kept.then(giveBack);
    },
  };
}

/** Proton opens its port under the same number on our side, and may want it written as 0 (its guide: `natpmpc -a 1 0`). */
function orAsProton(natPmp: PortMapper): PortMapper {
  return {
    async map(wish) {
      const answer = await natPmp.map(wish);
      if (answer.kind !== 'refused') return answer;
      return natPmp.map({ ...wish, internalPort: 0, externalPort: wish.externalPort || 1 });
    },
  };
}

function silence({ kind, address }: PortGateway): string {
  return kind === 'vpn'
    ? `The VPN does not answer at ${address} when it is asked for a port. Not every server of a VPN gives one.`
    : `The router at ${address} does not answer when it is asked for a port.`;
}

/** RFC 6887, 11.2.1: between a half and five eighths of the time. */
function renewalMs(lifetimeSeconds: number): number {
  const wanted = lifetimeSeconds * 1000 * (0.5 + Math.random() / 8);
  return Math.min(longestRenewalMs, Math.max(shortestRenewalMs, wanted));
}

/** 10 % more or less, so that not all ask at once. */
function spread(milliseconds: number): number {
  return milliseconds * (0.9 + Math.random() / 5);
}
