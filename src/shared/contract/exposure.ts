import * as z from 'zod';
import { data } from '../domain/exposure/datum.ts';
import { observedChannels, standings } from '../domain/exposure/observed.ts';
import { directions, partyKinds, transports } from '../domain/exposure/party.ts';
import { remedies, severities, verdictCodes } from '../domain/exposure/verdict.ts';
import { maxMetainfoBytes } from '../domain/metainfo.ts';
import { procedure, stream } from './define.ts';
import { cursorSchema, resumeInput } from './resume.ts';

/*
 * Who can see us: what a user interface can ask of the exposure ledger. The ledger is on this computer only.
 */

const count = z.int().nonnegative();
const learnedSchema = z.array(z.enum(data));

/** An infohash or an unambiguous prefix of one; absent: all torrents, and what belongs to none. */
const aTorrent = z.object({ id: z.string().trim().min(4).max(40).optional() });

/** Somebody who learned something, by one torrent, address, direction and transport. */
export const partySchema = z.object({
  /** Stays the same for as long as the ledger keeps it. */
  partyId: z.int().positive(),
  /** Null: what belongs to no torrent, like the upkeep of the DHT. */
  torrentId: z.string().nullable(),
  /** Empty: it came to this computer itself, through none. */
  profile: z.string(),
  kind: z.enum(partyKinds),
  /** IP literal; null where it is not known: behind a proxy, or of a browser peer. */
  address: z.string().nullable(),
  port: z.int().min(0).max(65_535).nullable(),
  /** A tracker's or web server's name; of a resolver, the name that it was asked for. */
  host: z.string().nullable(),
  direction: z.enum(directions),
  transport: z.enum(transports),
  isEncrypted: z.boolean(),
  /** As a peer calls itself. */
  client: z.string().nullable(),
  /** ISO 3166-1, two letters, from a table of this program; null where that does not know. */
  country: z.string().length(2).nullable(),
  /** Who runs the network that the address is of, from the same table; null where that does not know. */
  network: z.string().nullable(),
  /** Through which its packets went; null where the system does not tell. */
  interface: z.string().nullable(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** Connections, questions, answers. */
  contacts: z.int().positive(),
  learned: learnedSchema,
  isBanned: z.boolean(),
});
export type Party = z.infer<typeof partySchema>;

export const partySorts = [
  'lastSeen',
  'firstSeen',
  'contacts',
  'address',
  'host',
  'kind',
  'country',
] as const;

/** What narrows the list; all that are given must hold. */
export const partyFilterSchema = aTorrent.extend({
  profile: z.string().optional(),
  kinds: z.array(z.enum(partyKinds)).optional(),
  countries: z.array(z.string().length(2)).optional(),
  /** Learned at least all of these. */
  learned: learnedSchema.optional(),
  direction: z.enum(directions).optional(),
  interface: z.string().optional(),
  isEncrypted: z.boolean().optional(),
  /** Part of an address, host, client or network name. */
  search: z.string().trim().max(200).optional(),
  /** Last seen at or after this. */
  since: z.iso.datetime().optional(),
});
export type PartyFilter = z.infer<typeof partyFilterSchema>;

export const partyPageSchema = z.object({
  /** That the filter lets through, not only of this page. */
  total: count,
  parties: z.array(partySchema),
});
export type PartyPage = z.infer<typeof partyPageSchema>;

/** An hour in which there was contact. */
export const momentSchema = z.object({
  at: z.iso.datetime(),
  contacts: z.int().positive(),
  /** What was learned for the first time then. */
  learned: learnedSchema,
});

/** One party with its time line, the newest first, and where else its address appears. */
export const partyDetailsSchema = z.object({
  party: partySchema,
  moments: z.array(momentSchema),
  elsewhere: z.array(partySchema.pick({ partyId: true, torrentId: true, kind: true, learned: true })),
});
export type PartyDetails = z.infer<typeof partyDetailsSchema>;

/** What is put into the sentence of a verdict; a list is joined by "and" in the language of whoever reads it. */
const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()]));

export const verdictSchema = z.object({
  code: z.enum(verdictCodes),
  severity: z.enum(severities),
  /** In English; templates: domain/exposure/sentences.ts, to be filled with `values`. */
  text: z.string(),
  values: valuesSchema,
  /** Null: of a profile, not of one torrent. */
  torrentId: z.string().nullable(),
  profile: z.string(),
  remedies: z.array(z.enum(remedies)).readonly(),
});
export type ShownVerdict = z.infer<typeof verdictSchema>;

export const observedSchema = z.object({
  profile: z.string(),
  channel: z.enum(observedChannels),
  address: z.string(),
  /** How many said so. */
  count: z.int().positive(),
  lastAt: z.iso.datetime(),
  standing: z.enum(standings),
});
export type ShownObserved = z.infer<typeof observedSchema>;

/**
 * A torrent's state at a glance. `hidden`: nobody sees an address of this computer. `open`: it is seen, and that is what
 * the profile is for. `unknown`: nobody was in contact yet.
 */
export const shieldStates = ['unknown', 'hidden', 'open', 'warning', 'alarm'] as const;
export const shieldSchema = z.object({
  /** An infohash; `''`: of all together, for the tray. */
  id: z.string(),
  state: z.enum(shieldStates),
  /** The verdict behind it; null where there is none. */
  code: z.enum(verdictCodes).nullable(),
  /** In English. */
  text: z.string().nullable(),
  values: valuesSchema,
});
export type Shield = z.infer<typeof shieldSchema>;

export const exposureSummarySchema = z.object({
  /** Null: of all. */
  torrentId: z.string().nullable(),
  shield: shieldSchema,
  verdicts: z.array(verdictSchema),
  observed: z.array(observedSchema),
  /** Parties in the ledger. */
  parties: count,
  byKind: z.partialRecord(z.enum(partyKinds), count),
  /** How many of those are on this computer: nobody outside. */
  here: z.object({ parties: count, byKind: z.partialRecord(z.enum(partyKinds), count) }),
  /** How many learned it. */
  byDatum: z.partialRecord(z.enum(data), count),
  /** By country, the most first. */
  byCountry: z.array(z.object({ country: z.string().length(2), parties: count })),
  byInterface: z.array(z.object({ interface: z.string(), parties: count })),
  /** The oldest contact that is kept. */
  since: z.iso.datetime().nullable(),
  isRecorded: z.boolean(),
  keptDays: z.int().positive(),
});
export type ExposureSummary = z.infer<typeof exposureSummarySchema>;

export const forecastPartySchema = z.object({
  kind: z.enum(partyKinds),
  /** A tracker's or web server's host, a proxy, an interface; null where nobody in particular is meant. */
  host: z.string().nullable(),
  isEncrypted: z.boolean(),
  learns: learnedSchema,
});

export const forecastSchema = z.object({
  profile: z.string(),
  isPrivate: z.boolean(),
  parties: z.array(forecastPartySchema),
  /** What the other profiles would change: who would learn no more, and who would be new. */
  alternatives: z.array(
    z.object({
      profile: z.string(),
      without: z.array(forecastPartySchema),
      added: z.array(forecastPartySchema),
    }),
  ),
});
export type Forecast = z.infer<typeof forecastSchema>;

const forecastSource = z.union([
  z.object({ magnet: z.string().min(1).max(100_000) }),
  z.object({ torrentFile: z.base64().max(Math.ceil(maxMetainfoBytes / 3) * 4) }),
  /** Something of one's own that is to be shared. */
  z.object({
    trackers: z.array(z.string()).max(100),
    webSeeds: z.array(z.string()).max(100).default([]),
    isPrivate: z.boolean(),
  }),
]);

/** `none`: as it is. `others`: addresses of others are shortened to their network. `all`: no address, host or client at all. */
export const redactions = ['none', 'others', 'all'] as const;

export const exportFormats = ['json', 'csv'] as const;

const ipAddress = z.union([z.ipv4(), z.ipv6()]);
const banListSchema = z.array(z.string());

export const exposureApi = {
  'exposure.summary': procedure(
    'Who can see one torrent, or all, in numbers.',
    aTorrent,
    exposureSummarySchema,
  ),
  'exposure.watchSummary': stream(
    'The same, about once a second while something changes.',
    aTorrent,
    exposureSummarySchema,
  ),
  'exposure.watchShields': stream(
    'The shield of each torrent and of all together, then what changes.',
    resumeInput,
    z.object({
      cursor: cursorSchema,
      kind: z.enum(['snapshot', 'delta']),
      upserted: z.array(shieldSchema),
      removed: z.array(z.string()),
    }),
  ),
  'exposure.parties': procedure(
    'Those who learned something, page by page.',
    partyFilterSchema.extend({
      sortBy: z.enum(partySorts).default('lastSeen'),
      isDescending: z.boolean().default(true),
      offset: count.default(0),
      limit: z.int().min(1).max(1000).default(100),
    }),
    partyPageSchema,
  ),
  'exposure.party': procedure(
    'One of them, with its time line.',
    z.object({ partyId: z.int().positive() }),
    partyDetailsSchema,
  ),
  'exposure.observed': procedure(
    'Which addresses others say we have, by profile and channel.',
    z.object({ profile: z.string().optional() }),
    z.array(observedSchema),
  ),
  'exposure.verdicts': procedure('What follows from it, the worst first.', aTorrent, z.array(verdictSchema)),
  'exposure.forecast': procedure(
    'Who would learn what, before anything is added (without a profile: the default one).',
    z.object({ source: forecastSource, profile: z.string().optional() }),
    forecastSchema,
  ),
  'exposure.bans': procedure('Addresses of peers that the user wants no link with.', z.void(), banListSchema),
  'exposure.ban': procedure(
    'Ends all links to peers at an address and makes no new ones, in all profiles, until it is lifted.',
    z.object({ address: ipAddress }),
    banListSchema,
  ),
  'exposure.unban': procedure('Lifts that.', z.object({ address: ipAddress }), banListSchema),
  'exposure.forget': procedure(
    'Forgets what is kept, of one torrent or of all; nothing of it stays in the file.',
    aTorrent,
    z.object({ forgotten: count }),
  ),
  'exposure.newIdentity': procedure(
    'Ends all links of a torrent and begins anew with another peer id, another port and DHT id where no other torrent uses them.',
    z.object({ id: z.string().trim().min(4).max(40) }),
    z.object({ changed: z.array(z.enum(['peer-id', 'port', 'dht-id'])) }),
  ),
  'exposure.export': stream(
    'What is kept, as text in parts, to be put one after the other.',
    partyFilterSchema.extend({
      format: z.enum(exportFormats),
      redaction: z.enum(redactions).default('none'),
    }),
    z.object({ part: z.string() }),
  ),
} as const;
