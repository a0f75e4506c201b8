import * as z from 'zod';
import { procedure, stream } from './define.ts';
import {
  doorEventSchema,
  leakCheckSchema,
  leakReportSchema,
  networkInterfaceSchema,
  profileStatusSchema,
} from './network.ts';
import { profileSchema } from './profile.ts';
import { changesOf, resumeInput } from './resume.ts';

/*
 * The interfaces of this computer and the network profiles that are bound to them.
 */

const profileName = z.object({ name: z.string() });
/** Whether its interface may be one that is not there now, like that of a VPN that is switched off. */
const evenIfMissing = z.boolean().default(false);

const leakStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('check'), check: leakCheckSchema }),
  z.object({ kind: z.literal('report'), report: leakReportSchema }),
]);
export type LeakStep = z.infer<typeof leakStepSchema>;

export const profilesApi = {
  'network.interfaces': procedure(
    'The network interfaces of this computer, also those that are down.',
    z.void(),
    z.array(networkInterfaceSchema),
  ),
  'network.watchInterfaces': stream(
    'The same, again when something changes.',
    z.void(),
    z.array(networkInterfaceSchema),
  ),
  'profiles.list': procedure('All network profiles as they are now.', z.void(), z.array(profileStatusSchema)),
  'profiles.watch': stream('The same, again when something changes.', z.void(), z.array(profileStatusSchema)),
  'profiles.show': procedure('One network profile.', profileName, profileStatusSchema),
  'profiles.get': procedure('The settings of one network profile.', profileName, profileSchema),
  'profiles.add': procedure(
    'Adds a network profile.',
    z.object({ profile: profileSchema, evenIfMissing }),
    profileStatusSchema,
  ),
  'profiles.set': procedure(
    'Puts other settings in the place of a profile’s; another name in them renames it, with its torrents.',
    profileName.extend({ profile: profileSchema, evenIfMissing }),
    profileStatusSchema,
  ),
  'profiles.remove': procedure('Removes a profile that no torrent uses.', profileName, z.void()),
  'profiles.setDefault': procedure('New torrents use this profile.', profileName, profileStatusSchema),
  'profiles.events': stream('What happened at the doors.', resumeInput, changesOf(doorEventSchema)),
  'profiles.leakTest': stream(
    'Tests a profile (without a name: the default one), one check after the other, then the report.',
    z.object({ name: z.string().optional() }),
    leakStepSchema,
  ),
} as const;
