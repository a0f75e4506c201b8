import * as z from 'zod';
import { data } from '../domain/exposure/datum.ts';
import { directions, partyKinds, transports } from '../domain/exposure/party.ts';
import { infoHashSchema } from './torrent.ts';

/** Peers and servers write these as they like: cut before they are sent. */
export const maxHostLength = 253;
export const maxClientLength = 60;

/** Somebody who learned something since the last beat, folded; the core adds it to what it knows already. */
export const contactSchema = z.object({
  kind: z.enum(partyKinds),
  /** Null: what belongs to no torrent. */
  torrent: infoHashSchema.nullable(),
  /** Null where it is not known: behind a proxy, or of a browser peer. */
  address: z.union([z.ipv4(), z.ipv6()]).nullable(),
  port: z.int().min(0).max(65_535).nullable(),
  host: z.string().max(maxHostLength).nullable(),
  direction: z.enum(directions),
  transport: z.enum(transports),
  /** Null where nothing was said yet that could be read. False once something was said that could. */
  isEncrypted: z.boolean().nullable(),
  client: z.string().max(maxClientLength).nullable(),
  learned: z.array(z.enum(data)),
  contacts: z.int().nonnegative(),
  /** Unix ms. */
  firstMs: z.number(),
  lastMs: z.number(),
});
export type Contact = z.infer<typeof contactSchema>;
