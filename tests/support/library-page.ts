import type { Page } from 'playwright-core';
import { callsOf } from './chromium-suite.ts';
import { fillLibrary } from './in-memory-core-library-world.ts';
import type { World } from './in-memory-core-world.ts';

export const fifty = (world: World) => fillLibrary(world.library, { albums: 50 });
export const albums = (page: Page) => page.getByRole('listbox', { name: 'Albums' });
export const album = (page: Page, name: string) => albums(page).getByRole('option', { name });
export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
export const lastOf = (world: World, method: string) => callsOf(world, method).at(-1);
