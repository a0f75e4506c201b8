import * as z from 'zod';
import { procedure, stream } from './define.ts';

/*
 * The whole app at a glance, and the limits that hold for all torrents together.
 */

const statusSchema = z.object({
  version: z.string(),
  uptimeSeconds: z.number().nonnegative(),
  torrents: z.int().nonnegative(),
  downloadBps: z.int().nonnegative(),
  uploadBps: z.int().nonnegative(),
  /** Of all torrents together, as they hold now: the ordinary or the alternative ones. */
  limits: z.object({
    downloadLimitBps: z.int().positive().nullable(),
    uploadLimitBps: z.int().positive().nullable(),
    isAlternative: z.boolean(),
    /** Who has switched the alternative ones on; null while they are off. */
    because: z.enum(['hand', 'schedule', 'battery']).nullable(),
    /** `HH:MM` of the local clock, where the schedule switches them off. */
    until: z.string().nullable(),
  }),
  profiles: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['up', 'starting', 'down']),
      /** Why it is not up, as a sentence. */
      reason: z.string().nullable(),
      listenPort: z.int().min(0).max(65_535).nullable(),
    }),
  ),
});
export type Status = z.infer<typeof statusSchema>;

export const statusApi = {
  'app.status': procedure('The state of the whole app in one line.', z.void(), statusSchema),
  'app.watch': stream('The same, about once a second while something changes.', z.void(), statusSchema),
  'bandwidth.setAlternative': procedure(
    'Switches the alternative limits on or off; holds until the schedule next begins or ends.',
    z.object({ isOn: z.boolean() }),
    statusSchema,
  ),
} as const;
