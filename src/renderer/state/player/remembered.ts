import * as z from 'zod';
import { repeats } from './play-queue.ts';

const storageKey = 'warren.player';

export const loudnessModes = ['off', 'track', 'album'] as const;
export type LoudnessMode = (typeof loudnessModes)[number];

/** What of the player outlives the page; what cannot be read is as it was at first. */
const habitsSchema = z.object({
  volume: z.number().min(0).max(1).catch(1),
  isMuted: z.boolean().catch(false),
  repeat: z.enum(repeats).catch('off'),
  isShuffled: z.boolean().catch(false),
  /** Whether songs are made equally loud by what their files say (ReplayGain). */
  loudness: z.enum(loudnessModes).catch('track'),
});
type PlayerHabits = z.infer<typeof habitsSchema>;

export function rememberedHabits(): PlayerHabits {
  try {
    return habitsSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
  } catch {
    return habitsSchema.parse({});
  }
}

export function rememberHabits(habits: PlayerHabits): void {
  localStorage.setItem(storageKey, JSON.stringify(habits));
}
