import * as z from 'zod';
import { interfaceKinds } from '../domain/network-interface.ts';
import { saidSchema } from './door-sentences.ts';
import { closeReasons, denialReasons, observers } from './engine-door.ts';

/** An interface of this computer, as `NetworkInterface` says (src/shared/domain/network-interface.ts). */
export const networkInterfaceSchema = z.object({
  name: z.string(),
  index: z.int().nonnegative(),
  kind: z.enum(interfaceKinds),
  isUp: z.boolean(),
  addresses: z.array(
    z.object({
      address: z.string(),
      family: z.union([z.literal(4), z.literal(6)]),
      isLinkLocal: z.boolean(),
      network: z.string(),
    }),
  ),
  hasDefaultRoute4: z.boolean(),
  hasDefaultRoute6: z.boolean(),
  gateway4: z.string().nullable(),
  dnsServers: z.array(z.string()),
});

/**
 * `up`: open, and something has answered through it. `unverified`: open, but nothing has answered yet. `dead`: open, but
 * nothing answers any more. `down`: shut; nothing leaves, and the reason says why.
 */
export const profileStates = ['up', 'unverified', 'dead', 'down'] as const;

/** Why a door is shut. */
export const shutReasons = [
  ...closeReasons,
  'cannot-bind',
  'engine-down',
  'waits-for-you',
  'asleep',
  'password-missing',
] as const;
export type ShutReason = (typeof shutReasons)[number];

export const observationSchema = z.object({
  address: z.string(),
  by: z.enum(observers),
  /** How many said so. */
  count: z.int().positive(),
  lastAt: z.iso.datetime(),
});
export type Observation = z.infer<typeof observationSchema>;

/** Something about a profile that the user should know and can do something about. */
export const profileWarningSchema = z.object({
  code: z.enum(['split-route', 'no-dns', 'not-verified-on-this-system', 'port-not-mapped']),
  text: z.string(),
  said: saidSchema,
  /** Lines for a terminal, as the administrator. */
  commands: z.array(z.string()),
});
export type ProfileWarning = z.infer<typeof profileWarningSchema>;

/** A profile at this moment. */
export const profileStatusSchema = z.object({
  name: z.string(),
  isDefault: z.boolean(),
  state: z.enum(profileStates),
  /** Why it is not `up`, as a sentence, and since when. */
  reason: z.string().nullable(),
  reasonCode: z.enum(shutReasons).nullable(),
  since: z.iso.datetime(),
  /** Null: any network. */
  interface: z.string().nullable(),
  /** `socks5://127.0.0.1:1080`; null: none. */
  proxy: z.string().nullable(),
  /** Of the interface, used as the source of every packet. */
  addresses: z.array(z.string()),
  /** What others say our address is. */
  observedAddresses: z.array(z.string()),
  observations: z.array(observationSchema),
  /** When the sockets of its process were last found to be all tied to the interface. */
  verifiedAt: z.iso.datetime().nullable(),
  listenPort: z.int().min(0).max(65_535).nullable(),
  /** The port that others can reach, where a gateway or the VPN gave one. */
  externalPort: z.int().min(1).max(65_535).nullable(),
  torrents: z.int().nonnegative(),
  /** How often something wanted to leave and was stopped, by reason, since Warren started. */
  denied: z.partialRecord(z.enum(denialReasons), z.int().nonnegative()),
  /** What this profile cannot have here, and so is off. */
  off: z.array(z.enum(['webrtc', 'utp', 'ipv6', 'dht', 'udp-trackers', 'lan', 'listening'])),
  warnings: z.array(profileWarningSchema),
});
export type ProfileStatus = z.infer<typeof profileStatusSchema>;

/** What happened at a door, kept while Warren runs. */
export const doorEventSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  profile: z.string(),
  kind: z.enum(['opened', 'shut', 'dead', 'alive', 'port', 'denied', 'left-the-door']),
  text: z.string(),
  said: saidSchema,
});
export type DoorEvent = z.infer<typeof doorEventSchema>;

export const verdicts = ['ok', 'leak', 'unknown'] as const;

/** What a leak test looks at, in the order in which it is shown. */
export const leakCheckNames = [
  'interface',
  'proxy',
  'route',
  'dns',
  'ipv6',
  'sockets',
  'native',
  'observed-address',
  'kernel-packets',
] as const;

export const leakCheckSchema = z.object({
  name: z.enum(leakCheckNames),
  verdict: z.enum(verdicts),
  detail: z.string(),
  said: saidSchema,
});
export type LeakCheck = z.infer<typeof leakCheckSchema>;

/** `leak` when one check says so, `ok` when all do; a profile that allows any network is never `ok`. */
export const leakReportSchema = z.object({
  profile: z.string(),
  at: z.iso.datetime(),
  verdict: z.enum(verdicts),
  checks: z.array(leakCheckSchema),
});
export type LeakReport = z.infer<typeof leakReportSchema>;
