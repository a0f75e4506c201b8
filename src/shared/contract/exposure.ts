import * as z from 'zod';
import { data } from '../domain/exposure/datum.ts';
import { observedChannels, standings } from '../domain/exposure/observed.ts';
import { partyKinds } from '../domain/exposure/party.ts';
import { remedies, severities, verdictCodes } from '../domain/exposure/verdict.ts';
import { procedure, stream } from './define.ts';
import { partyDetailsSchema, partyFilterSchema, partyPageSchema, partySorts } from './exposure-parties.ts';
import { forecastSchema, forecastSourceSchema } from './forecast.ts';
import { changesOf, resumeInput } from './resume.ts';
import { oneOrAllTorrents } from './which-torrents.ts';

/*
 * Who can see us: what a user interface can ask of the exposure ledger. The ledger is on this computer only.
 */

const count = z.int().nonnegative();

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

/** `none`: as it is. `others`: addresses of others are shortened to their network. `all`: no address, host or client at all. */
export const redactions = ['none', 'others', 'all'] as const;

export const exportFormats = ['json', 'csv'] as const;

const ipAddress = z.union([z.ipv4(), z.ipv6()]);
const banListSchema = z.array(z.string());

export const exposureApi = {
  'exposure.summary': procedure(
    'Who can see one torrent, or all, in numbers.',
    oneOrAllTorrents,
    exposureSummarySchema,
  ),
  'exposure.watchSummary': stream(
    'The same, about once a second while something changes.',
    oneOrAllTorrents,
    exposureSummarySchema,
  ),
  'exposure.watchShields': stream(
    'The shield of each torrent and of all together, then what changes.',
    resumeInput,
    changesOf(shieldSchema),
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
  'exposure.verdicts': procedure(
    'What follows from it, the worst first.',
    oneOrAllTorrents,
    z.array(verdictSchema),
  ),
  'exposure.forecast': procedure(
    'Who would learn what, before anything is added (without a profile: the default one).',
    z.object({ source: forecastSourceSchema, profile: z.string().optional() }),
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
    oneOrAllTorrents,
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
