// The albums of `npm run demo`: made on the spot, so nothing is downloaded and nobody's rights are touched (CC0).
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCover } from './cover.mjs';
import { makeSamples, makeWav } from './tones.mjs';

const albums = [
  {
    title: 'First Light Below',
    hue: 95,
    root: 220,
    tracks: ['Entrance', 'Left at the Root', 'The Long Room', 'Someone Was Here'],
    seconds: 45,
  },
  {
    title: 'Rain Above',
    hue: 175,
    root: 174.6,
    tracks: ['Drip', 'Under the Meadow', 'Two Ways Out'],
    seconds: 60,
  },
  { title: 'Moles at Work', hue: 30, root: 261.6, tracks: ['Dig', 'Dig Again'], seconds: 30 },
];
const scale = [0, 2, 4, 7, 9, 12, 9, 7, 4, 2];
const artist = 'The Warren Demo Ensemble';
const licence = 'CC0 1.0';

/** @returns the folders of the albums below `folder` */
export async function makeAlbums(folder) {
  const paths = [];
  for (const { title, hue, root, tracks, seconds } of albums) {
    const path = join(folder, `${artist} - ${title}`);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'cover.png'), makeCover({ hue }));
    await writeFile(
      join(path, 'licence.txt'),
      `${title} by ${artist}\n${licence}: do with it what you like.\n`,
    );
    for (const [index, name] of tracks.entries()) {
      const steps = [...scale.slice(index % scale.length), ...scale.slice(0, index % scale.length)];
      const number = String(index + 1).padStart(2, '0');
      const tags = { INAM: name, IART: artist, IPRD: title, ITRK: number, ICOP: licence };
      await writeFile(
        join(path, `${number} ${name}.wav`),
        makeWav(makeSamples({ seconds, root, steps }), tags),
      );
    }
    paths.push(path);
  }
  return paths;
}
