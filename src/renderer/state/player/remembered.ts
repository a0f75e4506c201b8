import { repeats, type Repeat } from './play-queue.ts';

const storageKey = 'warren.player';

export const loudnessModes = ['off', 'track', 'album'] as const;
export type LoudnessMode = (typeof loudnessModes)[number];

/** What of the player outlives the page. */
export interface PlayerHabits {
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  readonly repeat: Repeat;
  readonly isShuffled: boolean;
  /** Whether songs are made equally loud by what their files say (ReplayGain). */
  readonly loudness: LoudnessMode;
}

const habitsAtFirst: PlayerHabits = {
  volume: 1,
  isMuted: false,
  repeat: 'off',
  isShuffled: false,
  loudness: 'track',
};

export function rememberedHabits(): PlayerHabits {
  const found = read();
  const volume = Number(found['volume']);
  return {
    volume: Number.isFinite(volume) && volume >= 0 && volume <= 1 ? volume : habitsAtFirst.volume,
    isMuted: found['isMuted'] === true,
    repeat: repeats.find((each) => each === found['repeat']) ?? habitsAtFirst.repeat,
    isShuffled: found['isShuffled'] === true,
    loudness: loudnessModes.find((each) => each === found['loudness']) ?? habitsAtFirst.loudness,
  };
}

export function rememberHabits(habits: PlayerHabits): void {
  localStorage.setItem(storageKey, JSON.stringify(habits));
}

function read(): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
