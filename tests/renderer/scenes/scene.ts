import type { Page } from 'playwright-core';
import type { Torrent } from '../../../src/shared/contract/torrent.ts';
import type { World } from '../../support/in-memory-core-world.ts';

export const sizes = {
  usual: { width: 1280, height: 800 },
  wide: { width: 1440, height: 900 },
  small: { width: 1024, height: 640 },
  tight: { width: 800, height: 600 },
  narrow: { width: 480, height: 800 },
  large: { width: 2560, height: 1440 },
  '4k': { width: 3840, height: 2160 },
} as const;
type Size = keyof typeof sizes;

/** A screen as people look at it. */
export interface Scene {
  readonly name: string;
  readonly sizes: readonly Size[];
  readonly place?: string;
  readonly torrents?: () => readonly Torrent[];
  readonly hasToken?: false;
  readonly prepare?: (world: World) => void;
  readonly show?: (page: Page) => Promise<void>;
  /** Plays what `prepare` has put there. */
  readonly needsMedia?: true;
}
