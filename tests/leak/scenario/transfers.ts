import { chown, mkdir, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ShareStep } from '../../../src/shared/contract/adding.ts';
import type { Status } from '../../../src/shared/contract/status.ts';
import type { Torrent } from '../../../src/shared/contract/torrent.ts';
import { nobodyId } from '../client/nobody.ts';
import type { LeakWarren } from '../client/warren.ts';
import { downloads, magnetLink, type Download } from '../internet/download.ts';
import { trackers } from '../internet/names.ts';
import { until } from '../../support/until.ts';
import type { World } from './world.ts';

const sharedBytes = 200_000;

/** Starts a download from everywhere there is, and shares something that the internet wants. */
export async function startTransfers(
  { bed }: Pick<World, 'bed'>,
  warren: LeakWarren,
  { profile, download = downloads.first }: { readonly profile?: string; readonly download?: Download } = {},
): Promise<{ readonly download: string; readonly shared: string }> {
  const chosen = profile === undefined ? {} : { profile };
  const [folder, savePath] = ['shared', 'saved'].map((what) => `${what} by ${profile ?? 'default'}`) as [
    string,
    string,
  ];
  const saved = await makeFolder(join(bed.folder, savePath));
  const source = { magnet: magnetLink(download) };
  const added = await warren.call<Torrent>('torrents.add', { source, savePath: saved, ...chosen });
  const shared = await share({ bed }, warren, folder, { trackers: Object.values(trackers), ...chosen });
  return { download: added.id, shared };
}

/** Shares a file that nobody else has. @param name of its folder. @returns its id */
export async function share(
  { bed }: Pick<World, 'bed'>,
  warren: LeakWarren,
  name: string,
  how: { readonly trackers: readonly string[]; readonly profile?: string },
): Promise<string> {
  const path = join(await makeFolder(join(bed.folder, name)), 'song.flac');
  await writeFile(path, randomBytes(sharedBytes), { mode: 0o644 });
  await hasEngine(warren);
  const shared = await warren.follow<ShareStep>('torrents.share', { path, ...how });
  if (shared.kind !== 'shared') throw new Error('It was not shared');
  return shared.id;
}

/** Of the user who runs Warren. */
export async function makeFolder(path: string): Promise<string> {
  await mkdir(path);
  await chown(path, nobodyId.user, nobodyId.group);
  return path;
}

/** Hashing needs it, and it takes a moment to start. */
async function hasEngine(warren: LeakWarren): Promise<void> {
  await until(
    async () => {
      const { profiles } = await warren.call<Status>('app.status');
      return profiles.every(({ state }) => state !== 'starting');
    },
    { what: 'the engines have started' },
  );
}
