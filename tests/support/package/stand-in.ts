import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import electron from '../../../node_modules/electron/package.json' with { type: 'json' };

export const electronVersion = electron.version;

/** As @electron/fuses looks for it: after this text come the version of the wire, its length, and a digit for each fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * Lays out a stand-in for Electron's own folder on Linux: a binary that holds nothing but a fuse wire, and of the rest
 * what we decide about. `wire` is what its fuses say before we set them.
 */
export async function makeStandIn(folder: string, wire: string): Promise<void> {
  const fuses = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, wire.length]), Buffer.from(wire)]);
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'locales'));
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), fuses, Buffer.alloc(64)]));
  await writeFile(join(folder, 'version'), `v${electronVersion}`);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/de.pak', 'locales/en-US.pak'])
    await writeFile(join(folder, name), '');
}
