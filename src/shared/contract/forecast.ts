import * as z from 'zod';
import { partyKinds } from '../domain/exposure/party.ts';
import { maxMetainfoBytes } from '../domain/metainfo.ts';
import { learnedSchema } from './exposure-parties.ts';

/*
 * Who would learn what, told before anything is added or shared.
 */

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

export const forecastSourceSchema = z.union([
  z.object({ magnet: z.string().min(1).max(100_000) }),
  z.object({ torrentFile: z.base64().max(Math.ceil(maxMetainfoBytes / 3) * 4) }),
  /** Something of one's own that is to be shared. */
  z.object({
    trackers: z.array(z.string()).max(100),
    webSeeds: z.array(z.string()).max(100).default([]),
    isPrivate: z.boolean(),
  }),
]);
