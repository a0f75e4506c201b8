import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { readForeignFile, readForeignFileIfThere } from '../foreign-file.ts';
import { findingOf, ImportError, type Finding } from '../finding.ts';
import { namesByStem } from '../folder-names.ts';
import { maxBytes } from '../limits.ts';
import { readKept, readTransmission } from './torrent.ts';

/**
 * What Transmission keeps in `torrents` and `resume` (on a Mac `Torrents` and `Resume`): two files with the same stem
 * for each torrent, its infohash or, before 3.0, its name and a part of it.
 * @throws ImportError when the folder as a whole cannot be read
 */
export async function* readTransmissionFolder(folder: string): AsyncGenerator<Finding> {
  const [torrents, resumes] = existsSync(join(folder, 'torrents'))
    ? [join(folder, 'torrents'), join(folder, 'resume')]
    : [join(folder, 'Torrents'), join(folder, 'Resume')];
  for (const [stem, names] of await namesByStem(torrents, ['.torrent', '.magnet'])) {
    // A link becomes a description when peers have sent it: then that counts.
    const name = names.find((one) => extname(one) === '.torrent') ?? names[0] ?? stem;
    yield findingOf(name, async () => {
      const kind = extname(name) === '.torrent' ? 'torrent' : 'magnet';
      const kept = readKept(await readForeignFile(join(torrents, name), maxBytes.torrent), kind);
      const resume = await readForeignFileIfThere(join(resumes, `${stem}.resume`), maxBytes.resume);
      if (resume === undefined)
        throw new ImportError('damaged', 'Nothing says where its files are: the .resume file is not there.');
      return readTransmission(resume, kept);
    });
  }
}
