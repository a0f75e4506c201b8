import type { Locator, Page } from 'playwright-core';
import type { Track, Video } from '../../src/shared/contract/library-items.ts';
import { formatItemId } from '../../src/shared/domain/library/item-id.ts';
import { exampleAlbum, exampleTrack, exampleVideo } from './in-memory-core-library-items.ts';
import type { MediaOnDisk } from './in-memory-core-player.ts';
import type { World } from './in-memory-core-world.ts';

/** Tracks and videos of the library, each with a real file behind it. */
export function putTracks(world: World, media: readonly MediaOnDisk[], part: Partial<Track> = {}): void {
  const album = exampleAlbum(0, media.length);
  world.library.tracks = media.map((_, index) => ({ ...exampleTrack(album, 0, index), ...part }));
  for (const [index, file] of media.entries()) world.media.set(formatItemId('track', index + 1), file);
}

export function putVideo(world: World, media: MediaOnDisk, part: Partial<Video> = {}): void {
  world.library.videos = [exampleVideo(0, part)];
  world.media.set(formatItemId('video', 1), media);
}

/** As a view does it: tells the page's one player what to play. */
export async function play(page: Page, ids: readonly string[], startAt = 0): Promise<void> {
  // A browser plays nothing before a person has done something.
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await page.evaluate(
    ({ wanted, at }) => {
      interface Player {
        play(ids: readonly string[], startAt: number): void;
      }
      interface Root extends Element {
        _vnode: {
          appContext: { config: { globalProperties: { $pinia: { _s: Map<string, Player> } } } };
        };
      }
      const root = document.querySelector<Root>('#app');
      root?._vnode.appContext.config.globalProperties.$pinia._s.get('player')?.play(wanted, at);
    },
    { wanted: ids, at: startAt },
  );
}

export const bar = (page: Page): Locator => page.getByRole('region', { name: 'Player' });

/** Of the handle on the time line, in seconds. */
export async function position(page: Page): Promise<number> {
  return Number(await page.getByRole('slider', { name: 'Position' }).first().inputValue());
}

export async function seek(page: Page, seconds: number): Promise<void> {
  await page
    .getByRole('slider', { name: 'Position' })
    .first()
    .evaluate((slider: HTMLInputElement, to) => {
      slider.value = String(to);
      slider.dispatchEvent(new Event('input'));
      slider.dispatchEvent(new Event('change'));
    }, seconds);
}
