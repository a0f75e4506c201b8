import * as z from 'zod';
import { isTimeOfDay, type Weekday } from '../domain/bandwidth/schedule.ts';
import { preallocations } from '../domain/preallocation.ts';
import {
  desktopSettingsPatchSchema,
  hiddenPageSchema,
  storedDesktopSettingsSchema,
} from './desktop-settings.ts';
import { presetNames, profileOfPreset } from './presets.ts';
import { profileSchema } from './profile.ts';
import { seedingGoalSchema } from './torrent.ts';

export { profileSchema, type Profile } from './profile.ts';

const openProfileName = presetNames.open;

const appearanceSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.string().optional(),
});

/**
 * How soon a way out that answers nothing is noticed, ms. Nobody needs to change it: it is for tests, and for whoever
 * wants to ask a slow tunnel less often. Read when Warren starts.
 */
const livenessSchema = z.object({
  /** How often each door is looked at. */
  lookEveryMs: z.int().min(100).max(600_000).default(10_000),
  /** While something came in so lately, nobody is asked. */
  freshMs: z.int().min(100).max(600_000).default(30_000),
});

/** Of the exposure ledger: who learned what about us. It never leaves this computer. */
const exposureSettingsSchema = z.object({
  /** Off: nothing is written down from now on. What is kept already goes by `exposure.forget`. */
  isRecorded: z.boolean(),
  keptDays: z.int().min(1).max(365),
});

const librarySettingsSchema = z.object({
  /** Music and videos that have finished in the download folder enter the library. */
  takesDownloads: z.boolean(),
});

/** Null: none. */
const limitBps = z.int().positive().nullable();
const timeOfDay = z.string().refine(isTimeOfDay, { message: 'A time of day is given like 08:00 or 23:30.' });
const weekday = z.literal([0, 1, 2, 3, 4, 5, 6] satisfies Weekday[]);

/** Of all torrents together, whatever their network. What a profile and a torrent set for themselves holds besides. */
const bandwidthSettingsSchema = z.object({
  downloadLimitBps: limitBps,
  uploadLimitBps: limitBps,
  /** In their place while they are switched on, by hand or by the schedule. */
  alternative: z.object({ downloadLimitBps: limitBps, uploadLimitBps: limitBps }),
  schedule: z.object({
    isOn: z.boolean(),
    /** 0 is Sunday. On which its time begins; it may end on the day after. */
    days: z.array(weekday).max(7),
    /** By the local clock. At or before `from`, `to` is on the next day. */
    from: timeOfDay,
    to: timeOfDay,
  }),
});
export type BandwidthSettings = z.infer<typeof bandwidthSettingsSchema>;

const placesInQueue = z.int().positive().max(100_000).nullable();

const queueSettingsSchema = z.object({
  /** How many may run at once. Null: all. */
  downloads: placesInQueue,
  seeds: placesInQueue,
  /** One that has moved next to nothing for a minute takes no place. */
  slowDoNotCount: z.boolean(),
});
export type QueueSettings = z.infer<typeof queueSettingsSchema>;

const seedingSettingsSchema = z.object({
  /** Of downloads that have none of their own. */
  goal: seedingGoalSchema,
  /** For one that goes on with a limit when its goal is met. */
  limitBps: z.int().positive(),
  /** Nobody else is known to have all of it: then no goal stops it. */
  sparesLast: z.boolean(),
});
export type SeedingSettings = z.infer<typeof seedingSettingsSchema>;

/** One file, written whole or not at all; every field has a safe default, so an older file still opens. */
export const settingsSchema = z.object({
  version: z.literal(1).default(1),
  /** Where downloads go when nothing else is said; absent means the system's own folder for downloads. */
  downloadFolder: z.string().min(1).optional(),
  /** `full` takes the room of whole files at the start of a download, and writes each byte twice. */
  preallocation: z.enum(preallocations).default('sparse'),
  profiles: z
    .array(profileSchema)
    .min(1)
    .refine((profiles) => new Set(profiles.map(({ name }) => name)).size === profiles.length, {
      message: 'Two profiles have the same name.',
    })
    .default([profileOfPreset('open', undefined)]),
  defaultProfile: z.string().default(openProfileName),
  appearance: appearanceSchema.prefault({}),
  liveness: livenessSchema.prefault({}),
  exposure: exposureSettingsSchema.default({ isRecorded: true, keptDays: 7 }),
  library: librarySettingsSchema.default({ takesDownloads: true }),
  bandwidth: bandwidthSettingsSchema.default({
    downloadLimitBps: null,
    uploadLimitBps: null,
    alternative: { downloadLimitBps: 1_000_000, uploadLimitBps: 200_000 },
    schedule: { isOn: false, days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' },
  }),
  /** Set by `bandwidth.setAlternative`. Null: as the schedule says. */
  alternativeByHand: z.object({ isOn: z.boolean(), wasScheduled: z.boolean() }).nullable().default(null),
  queue: queueSettingsSchema.default({ downloads: null, seeds: null, slowDoNotCount: true }),
  seeding: seedingSettingsSchema.default({
    goal: { ratio: null, minutes: null, whenMet: 'pause' },
    limitBps: 50_000,
    sparesLast: true,
  }),
  /** By which network profile items of the library with this label were shared last. */
  profileOfLabel: z.record(z.string(), z.string()).default({}),
  desktop: storedDesktopSettingsSchema,
  hiddenPage: hiddenPageSchema.prefault({}),
});
export type Settings = z.output<typeof settingsSchema>;

/** What a change may hold. Without defaults: what is not named must stay as it is. */
export const settingsPatchSchema = z.object({
  /** Null: the system's own folder for downloads again. */
  downloadFolder: z.string().min(1).nullable().optional(),
  profiles: z.array(profileSchema).min(1).optional(),
  defaultProfile: z.string().optional(),
  preallocation: z.enum(preallocations).optional(),
  appearance: appearanceSchema.optional(),
  exposure: exposureSettingsSchema.optional(),
  library: librarySettingsSchema.optional(),
  bandwidth: bandwidthSettingsSchema.optional(),
  queue: queueSettingsSchema.optional(),
  seeding: seedingSettingsSchema.optional(),
  profileOfLabel: z.record(z.string(), z.string()).optional(),
  desktop: desktopSettingsPatchSchema.optional(),
});
export type SettingsPatch = z.output<typeof settingsPatchSchema>;
