/** As RTCPeerConnection wants it. */
export interface IceServer {
  readonly urls: string;
}

/** Whom a WebRTC connection asks which address it has, before it is offered to anybody. As WebTorrent has them. */
const servers = [
  { host: 'stun.l.google.com', port: 19_302 },
  { host: 'global.stun.twilio.com', port: 3478 },
] as const;

export interface StunServers {
  /** Resolves, never with an error, when their addresses are known, or nobody knows them, or it takes too long. */
  known(): Promise<void>;
}

interface StunServersParts {
  /** Filled by address: WebTorrent reads it anew for each connection. */
  readonly iceServers: IceServer[];
  /** Through the door: the native library would ask the system, past what the profile says about names. */
  resolve(name: string): Promise<string[]>;
  readonly nowMs: () => number;
}

/** How long addresses are used, and how long one waits after nobody knew them, ms. */
const [freshMs, againMs] = [3_600_000, 60_000];
/** Peers on the same network, and those with an address of their own, are found without, ms. */
const patienceMs = 3_000;

export function makeStunServers({ iceServers, resolve, nowMs }: StunServersParts): StunServers {
  let current: { readonly asking: Promise<void>; untilMs: number } | undefined;

  async function ask(): Promise<void> {
    const found = await Promise.allSettled(servers.map(({ host }) => resolve(host)));
    const urls = found.flatMap((answer, at) => {
      // An IPv6 address tells of itself: only behind IPv4 routers is another one seen.
      const address = answer.status === 'fulfilled' && answer.value.find((each) => !each.includes(':'));
      return address === undefined || address === false ? [] : [`stun:${address}:${servers[at]?.port ?? 0}`];
    });
    iceServers.splice(0, iceServers.length, ...urls.map((each) => ({ urls: each })));
    if (current !== undefined) current.untilMs = nowMs() + (urls.length > 0 ? freshMs : againMs);
  }

  return {
    known() {
      if (current === undefined || current.untilMs < nowMs()) current = { asking: ask(), untilMs: Infinity };
      return Promise.race([
        current.asking,
        new Promise<void>((resolved) => setTimeout(resolved, patienceMs)),
      ]);
    },
  };
}
