import * as z from 'zod';
import { isLiteralHttps } from '../domain/dns-over-https-url.ts';
import { isLoopback, proxySchema } from './proxy.ts';

/** Windows names its interfaces in words; what the system at hand allows is checked by the core. */
const maxInterfaceName = 256;

const interfaceName = z
  .string()
  .trim()
  .min(1, 'Name the network interface.')
  .max(maxInterfaceName, 'No network interface has so long a name.');

export const encryptionPolicies = ['allowed', 'preferred', 'required'] as const;
export type EncryptionPolicy = (typeof encryptionPolicies)[number];

const ipLiteral = z.union([z.ipv4(), z.ipv6()], {
  error: 'A DNS server is given by its address, like 10.64.0.1.',
});

/**
 * Where packets may go. `interface`: through this one only, tied by the kernel. `lan`: through this one, and only to
 * addresses on its own network. `any`: as the computer sends everything.
 */
export const bindingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('interface'), interface: interfaceName }),
  z.object({ kind: z.literal('lan'), interface: interfaceName }),
]);
export type Binding = z.infer<typeof bindingSchema>;

/** Where the port comes from on which the outside reaches us, when it is not simply `listenPort`. */
export const portSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** Asked of the VPN at the other end of the tunnel, by PCP (RFC 6887) or NAT-PMP (RFC 6886). */
  z.object({ kind: z.literal('vpn') }),
  /** Asked of the home router, by PCP, NAT-PMP or UPnP. It learns that somebody listens here. */
  z.object({ kind: z.literal('router') }),
  /** A number that another program writes into a file; read again when it changes. */
  z.object({ kind: z.literal('file'), path: z.string().min(1) }),
  /** A program that prints the number, run without a shell, again every minute. */
  z.object({ kind: z.literal('command'), command: z.array(z.string().min(1)).min(1).max(50) }),
]);
export type PortSource = z.infer<typeof portSourceSchema>;

/** What ties the torrents of a profile to each other, and to this program. Addresses and ports tie them as well. */
export const identitySchema = z.object({
  /** `profile`: the same peer id in all its torrents. `torrent`: each torrent has one of its own, for peers and trackers. */
  peerId: z.enum(['profile', 'torrent']).default('profile'),
  /** Whether peers, trackers and web servers are told that this is Warren, and which version. */
  clientName: z.boolean().default(true),
});

const fields = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'A profile needs a name.')
    .max(40, 'The name of a profile has 40 characters at most.'),
  binding: bindingSchema.default({ kind: 'any' }),
  /** `auto`: also IPv6 where the interface has it. */
  ipv6: z.enum(['auto', 'off']).default('auto'),
  dns: z
    .object({
      /** By address; none: those that the system knows for the interface. */
      servers: z.array(ipLiteral).max(8).default([]),
      /** RFC 8484, with an address instead of a name; wins over `servers`. */
      overHttps: z
        .url()
        .refine(isLiteralHttps, 'DNS over HTTPS needs an address like https://9.9.9.9/dns-query, not a name.')
        .nullable()
        .default(null),
    })
    .prefault({}),
  /** Everything goes through this server, or nowhere. Null: straight to whom it is for. */
  proxy: proxySchema.nullable().default(null),
  /** TCP port for peers; 0 lets the system choose anew at each start. */
  listenPort: z.int().min(0).max(65_535).default(0),
  portSource: portSourceSchema.default({ kind: 'none' }),
  discovery: z
    .object({
      trackers: z.boolean().default(true),
      dht: z.boolean().default(true),
      /** `host:port` of nodes to enter the DHT by; the public ones when empty. */
      dhtBootstrap: z.array(z.string()).default([]),
      /** Learn of peers from peers (BEP 11). */
      pex: z.boolean().default(true),
      /** Calls out in the local network (BEP 14); never for private torrents. */
      lan: z.boolean().default(false),
    })
    .prefault({}),
  /** Fetch from the web servers that a torrent names. */
  webSeeds: z.boolean().default(true),
  /** Connect to peers that are given by name, which somebody has to look up. */
  peerNames: z.boolean().default(true),
  /** Peers in browsers. Only where any network is allowed: its sockets cannot be tied to an interface. */
  webRtc: z.boolean().default(false),
  /** Peers by uTP (BEP 29) too: streams over UDP that give way to other traffic. Through a proxy there is none. */
  utp: z.boolean().default(false),
  /**
   * Of links to peers (MSE/PE). `allowed`: plain, and encrypted with those that want it; `preferred`: encrypted, and plain
   * with those that cannot; `required`: nothing that is not encrypted.
   */
  encryption: z.enum(encryptionPolicies).default('allowed'),
  identity: identitySchema.prefault({}),
  /** Bytes per second for all torrents of this profile together; absent means unlimited. */
  uploadLimitBps: z.int().positive().optional(),
  downloadLimitBps: z.int().positive().optional(),
  /** Go on by itself when the network is back and verified. */
  resumesByItself: z.boolean().default(true),
});

/** A network profile: a named rule where packets may go. What contradicts itself is refused with a sentence. */
export const profileSchema = fields.superRefine((profile, context) => {
  for (const { path, message } of contradictions(profile))
    context.addIssue({ code: 'custom', path: [...path], message });
});
export type Profile = z.infer<typeof profileSchema>;

interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

function contradictions(profile: z.infer<typeof fields>): Contradiction[] {
  const { binding, webRtc, dns, portSource, ipv6, proxy } = profile;
  const isBound = binding.kind !== 'any';
  const found: (Contradiction | false)[] = [
    isBound &&
      webRtc && {
        path: ['webRtc'],
        message:
          'Peers in browsers (WebRTC) cannot be tied to a network interface. Switch them off, or allow any network.',
      },
    !isBound &&
      (dns.servers.length > 0 || dns.overHttps !== null) && {
        path: ['dns'],
        message:
          'Where any network is allowed, the computer looks names up. DNS servers can be set for a profile that is tied to an interface.',
      },
    !isBound &&
      portSource.kind === 'vpn' && {
        path: ['portSource'],
        message: 'The port of a VPN needs its interface.',
      },
    binding.kind === 'lan' &&
      portSource.kind !== 'none' && {
        path: ['portSource'],
        message: 'A profile for the local network only needs no port that is open to the outside.',
      },
    binding.kind === 'lan' &&
      dns.overHttps !== null && {
        path: ['dns', 'overHttps'],
        message: 'A profile for the local network only reaches no DNS server on the internet.',
      },
    ipv6 === 'off' &&
      dns.servers.length > 0 &&
      dns.servers.every((server) => server.includes(':')) && {
        path: ['dns', 'servers'],
        message: 'IPv6 is off, and all DNS servers have IPv6 addresses: no name could be looked up.',
      },
    proxy !== null &&
      webRtc && {
        path: ['webRtc'],
        message: 'Peers in browsers (WebRTC) cannot be reached through a proxy. Switch them off.',
      },
    proxy !== null &&
      (dns.servers.length > 0 || dns.overHttps !== null) && {
        path: ['dns'],
        message: 'The proxy looks names up. Take the DNS servers out.',
      },
    proxy !== null &&
      portSource.kind !== 'none' && {
        path: ['portSource'],
        message:
          'Nobody can connect to you through a proxy: a port that is open to the outside is of no use.',
      },
    proxy !== null &&
      binding.kind === 'lan' && {
        path: ['proxy'],
        message: 'A proxy leads out of the local network. Choose one of the two.',
      },
    proxy !== null &&
      binding.kind === 'interface' &&
      isLoopback(proxy.host) &&
      // `lo`, `lo0`: the interface of this computer itself.
      !/^lo\d*$/u.test(binding.interface) && {
        path: ['proxy'],
        message:
          'A proxy on this computer is not reached through a network interface. Allow any network: then nothing leaves but through the proxy.',
      },
  ];
  return found.filter((one) => one !== false);
}

/** The interface that a profile is tied to; undefined where any network is allowed. */
export function interfaceOf({ binding }: Pick<Profile, 'binding'>): string | undefined {
  return binding.kind === 'any' ? undefined : binding.interface;
}

/** For somebody to look at or keep: what opens the proxy is left out. */
export function withoutSecrets(profile: Profile): Profile {
  const { proxy } = profile;
  if (proxy === null) return profile;
  const { password, sealedPassword, ...open } = proxy;
  if (password === undefined && sealedPassword === undefined) return profile;
  return { ...profile, proxy: { ...open, password: '********' } };
}
