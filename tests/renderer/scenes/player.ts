import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeMedia, type MadeMedia } from '../../support/made-media.ts';
import { play, position, putTracks, putVideo } from '../../support/play-in-page.ts';
import { until } from '../../support/until.ts';
import type { Scene } from './scene.ts';

/** Made once, where a scene plays something. */
const media = new Map<MadeMedia | 'words', string>();
const songs = [0, 1, 2].map(() => '');

export async function makeAllMedia(at: string): Promise<void> {
  for (const name of ['song.flac', 'two-sounds.mkv', 'dolby.mkv'] as const)
    media.set(name, await makeMedia(at, name, { seconds: name === 'dolby.mkv' ? 2 : 200 }));
  songs.fill(media.get('song.flac') ?? '');
  const words = join(at, 'two-sounds.en.srt');
  await writeFile(words, '1\n00:00:00,000 --> 00:03:00,000\nThe ferry leaves at dawn.\n');
  media.set('words', words);
}

const filmOnDisk = () => ({
  path: media.get('two-sounds.mkv') ?? '',
  subtitles: [{ path: media.get('words') ?? '', language: 'en' }],
  chapters: [
    { startSeconds: 0, title: 'The quay' },
    { startSeconds: 60, title: 'Open water' },
  ],
});

export const playerScenes: readonly Scene[] = [
  {
    name: 'player-song',
    sizes: ['usual', 'small', 'narrow', 'large'],
    needsMedia: true,
    prepare: (world) =>
      putTracks(
        world,
        songs.map((path) => ({ path })),
      ),
    show: async (page) => {
      await play(page, ['track-1', 'track-2', 'track-3']);
      await until(async () => (await position(page)) > 3, { what: 'it plays' });
    },
  },
  {
    name: 'player-queue',
    sizes: ['usual', 'narrow'],
    needsMedia: true,
    prepare: (world) =>
      putTracks(
        world,
        songs.map((path) => ({ path })),
      ),
    show: async (page) => {
      await play(page, ['track-1', 'track-2', 'track-3']);
      await page.getByRole('button', { name: 'Queue' }).click();
      await until(async () => (await position(page)) > 1, { what: 'it plays' });
    },
  },
  {
    name: 'player-large-song',
    sizes: ['usual', 'narrow'],
    needsMedia: true,
    prepare: (world) =>
      putTracks(
        world,
        songs.map((path) => ({ path })),
      ),
    show: async (page) => {
      await play(page, ['track-1', 'track-2', 'track-3']);
      await page.getByRole('button', { name: 'Show it large' }).click();
      await until(async () => (await position(page)) > 1, { what: 'it plays' });
    },
  },
  {
    name: 'player-film',
    sizes: ['usual', 'small', 'narrow', 'large'],
    needsMedia: true,
    prepare: (world) => putVideo(world, filmOnDisk()),
    show: async (page) => {
      await play(page, ['video-1']);
      await page.getByRole('button', { name: 'Show it large' }).click();
      await page.getByLabel('Subtitles').selectOption('Subtitles: English');
      await until(async () => (await position(page)) > 2, { what: 'it plays' });
    },
  },
  {
    name: 'player-small-film',
    sizes: ['usual'],
    needsMedia: true,
    prepare: (world) => putVideo(world, filmOnDisk()),
    show: async (page) => {
      await play(page, ['video-1']);
      await until(async () => (await position(page)) > 1, { what: 'it plays' });
    },
  },
  {
    name: 'player-trouble',
    sizes: ['usual', 'narrow'],
    needsMedia: true,
    prepare: (world) => putVideo(world, { path: media.get('dolby.mkv') ?? '' }),
    show: async (page) => {
      await play(page, ['video-1']);
      await page.getByRole('button', { name: 'Copy an address' }).waitFor();
    },
  },
];
