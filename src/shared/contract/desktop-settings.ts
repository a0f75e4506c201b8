import * as z from 'zod';

/*
 * What the program does beside its window: in the tray, at login, in notifications, with the computer's sleep and its
 * battery. Only the desktop app reads it; a headless Warren keeps it as it is.
 */

/** What closing the window does: `ask` until the person has said it once. */
export const closings = ['ask', 'tray', 'quit'] as const;

/** What the system may say while Warren's window is not in front. */
export const newsKinds = ['finished', 'failed', 'network', 'exposure'] as const;
export type NewsKind = (typeof newsKinds)[number];

/** What transfers do while the computer runs on its battery. */
export const batteryRules = ['carry-on', 'alternative', 'pause'] as const;
export type BatteryRule = (typeof batteryRules)[number];

const fields = {
  whenClosed: z.enum(closings),
  /** Begins hidden when the person logs in. */
  startsAtLogin: z.boolean(),
  /** Which kinds of news are told. */
  notifies: z.record(z.enum(newsKinds), z.boolean()),
  /** The computer does not go to sleep by itself while something is transferred. */
  keepsAwake: z.boolean(),
  onBattery: z.enum(batteryRules),
  /** The system opens magnet links of other programs with Warren. */
  opensMagnets: z.boolean(),
  /** Looks into the clipboard when its window comes to the front, and offers to add the magnet link that is there. */
  offersClipboard: z.boolean(),
};

const desktopSettingsSchema = z.object(fields);
export type DesktopSettings = z.output<typeof desktopSettingsSchema>;

/** What is not named stays as it is: the shell and a page change different things at the same time. */
export const desktopSettingsPatchSchema = desktopSettingsSchema.partial();

/** As it lies in the file, where fields may be missing that an older Warren did not know. */
export const storedDesktopSettingsSchema = z
  .object({
    whenClosed: fields.whenClosed.default('ask'),
    startsAtLogin: fields.startsAtLogin.default(false),
    notifies: z
      .object({
        finished: z.boolean().default(true),
        failed: z.boolean().default(true),
        network: z.boolean().default(true),
        exposure: z.boolean().default(true),
      } satisfies Record<NewsKind, z.ZodType>)
      .prefault({}),
    keepsAwake: fields.keepsAwake.default(false),
    onBattery: fields.onBattery.default('carry-on'),
    opensMagnets: fields.opensMagnets.default(false),
    offersClipboard: fields.offersClipboard.default(false),
  })
  .prefault({});

/**
 * How long the page of a window that is hidden is kept, ms. Nobody needs to change it: it is for tests. Read when Warren
 * starts.
 */
export const hiddenPageSchema = z.object({ keptMs: z.int().min(100).max(86_400_000).default(600_000) });
