import * as z from 'zod';
import { encryptionPolicies, identitySchema } from './profile.ts';
import { proxySchema } from './proxy.ts';

/*
 * What an engine process is told about its door when it is made, and what it tells of it.
 */

const address = z.union([z.ipv4(), z.ipv6()]);

/**
 * Where the sockets of an engine process may go. Fixed for its life: when the interface changes in any way, the process
 * closes its door for good and a new one is started. `none`: it hashes and deletes, and opens nothing.
 */
export const engineBindingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('interface'),
    name: z.string().min(1),
    /** Of the interface when it was looked at: another one of the same name is another one. */
    index: z.int().positive(),
    /** The interface's own, the source of every packet. Null: that family is not used. */
    address4: z.ipv4().nullable(),
    address6: z.ipv6().nullable(),
    /** Whether a default route led through it, which must stay then. */
    hadRoute4: z.boolean(),
    hadRoute6: z.boolean(),
    /** Only to addresses on these networks (CIDR), which are the interface's own; null: anywhere through it. */
    onlyTo: z.array(z.string()).nullable(),
    /** Resolvers, asked through the interface. */
    dnsServers: z.array(address),
    /** `https://` with an address instead of a name (RFC 8484); wins over `dnsServers`. */
    dnsOverHttps: z.url().nullable(),
  }),
]);
export type EngineBinding = z.infer<typeof engineBindingSchema>;
export type InterfaceBinding = Extract<EngineBinding, { readonly kind: 'interface' }>;

/** Why something did not leave; counted, and shown. */
export const denialReasons = [
  'door-closed',
  'name',
  'ipv6',
  'no-address',
  'not-local',
  'interface',
  'native',
  'proxy',
] as const;
export type DenialReason = (typeof denialReasons)[number];

/** Why a door has shut. `left-the-door`: a socket was found that the guard cannot explain. */
export const closeReasons = [
  'interface-missing',
  'interface-changed',
  'interface-down',
  'no-address',
  'no-route',
  'left-the-door',
] as const;
export type CloseReason = (typeof closeReasons)[number];

/** Who says which address we have: peers (`yourip`, BEP 10), trackers (`external ip`, BEP 24), DHT nodes (BEP 42), a router or VPN gateway. */
export const observers = ['peer', 'tracker', 'dht', 'gateway'] as const;
export type Observer = (typeof observers)[number];

/** What a door has seen since the process began. */
export const doorFactsSchema = z.object({
  denied: z.partialRecord(z.enum(denialReasons), z.int().nonnegative()),
  /** What others said our address is, and how many said so; the most recent 50. */
  observed: z.array(z.object({ address, by: z.enum(observers), count: z.int().positive() })),
  /** Bytes that came in through it, to the nearest beat. */
  receivedBytes: z.int().nonnegative(),
  /** The port that a gateway has given. */
  externalPort: z.int().min(1).max(65_535).nullable(),
  /** Why the gateway gave none. */
  portProblem: z.string().nullable(),
});
export type DoorFacts = z.infer<typeof doorFactsSchema>;

/** A gateway that may open a port: the far end of the tunnel, or the home router. UPnP only at a router. */
export const portGatewaySchema = z.object({ kind: z.enum(['vpn', 'router']), address });
export type PortGateway = z.infer<typeof portGatewaySchema>;

export const probeSchema = z.object({
  /** `nobody-to-ask`: no resolver is known. */
  verdict: z.enum(['answered', 'silent', 'nobody-to-ask']),
  /** Who was asked. */
  server: z.string().nullable(),
  milliseconds: z.number().nonnegative().nullable(),
});
export type Probe = z.infer<typeof probeSchema>;

export const auditSchema = z.object({
  /** Internet sockets of the process. */
  sockets: z.int().nonnegative(),
  /** Those that are not tied to the interface. Null where the system cannot tell. */
  unexplained: z.int().nonnegative().nullable(),
});
export type Audit = z.infer<typeof auditSchema>;

/** Handed to an engine process when it is made (engine-arguments.ts), and fixed for its life. */
export const engineOptionsSchema = z.object({
  profile: z.string(),
  binding: engineBindingSchema,
  /** What leaves goes through this server; the engine itself gets no password. */
  proxy: proxySchema.nullable(),
  listenPort: z.int().min(0).max(65_535),
  trackers: z.boolean(),
  dht: z.boolean(),
  dhtBootstrap: z.array(z.string()),
  pex: z.boolean(),
  lan: z.boolean(),
  webSeeds: z.boolean(),
  peerNames: z.boolean(),
  webRtc: z.boolean(),
  utp: z.boolean(),
  encryption: z.enum(encryptionPolicies),
  identity: identitySchema,
  uploadLimitBps: z.int().positive().optional(),
  downloadLimitBps: z.int().positive().optional(),
  version: z.string(),
});
export type EngineOptions = z.infer<typeof engineOptionsSchema>;
