import * as z from 'zod';
import { data } from '../domain/exposure/datum.ts';
import { directions, partyKinds, transports } from '../domain/exposure/party.ts';
import { oneOrAllTorrents } from './which-torrents.ts';

/*
 * Those who learned something about us, one by one, as the ledger keeps them.
 */

export const learnedSchema = z.array(z.enum(data));

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
export const partyFilterSchema = oneOrAllTorrents.extend({
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
  total: z.int().nonnegative(),
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
