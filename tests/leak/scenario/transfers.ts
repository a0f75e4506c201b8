import { chown, mkdir, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ShareStep, Status } from '../../../src/shared/contract/api.ts';
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
  { bed }: World,
  warren: LeakWarren,
  { profile, download = downloads.first }: { readonly profile?: string; readonly download?: Download } = {},
): Promise<{ readonly download: string; readonly shared: string }> {
  const chosen = profile === undefined ? {} : { profile };
  const folder = join(bed.folder, `shared by ${profile ?? 'default'}`);
  const saved = join(bed.folder, `saved by ${profile ?? 'default'}`);
  for (const each of [folder, saved]) {
    await mkdir(each);
    await chown(each, nobodyId.user, nobodyId.group);
  }
  await writeFile(join(folder, 'song.flac'), randomBytes(sharedBytes), { mode: 0o644 });
  const source = { magnet: magnetLink(download) };
  const added = await warren.call<Torrent>('torrents.add', { source, savePath: saved, ...chosen });
  await hasEngine(warren);
  const path = join(folder, 'song.flac');
  const shared = await warren.follow<ShareStep>('torrents.share', {
    ...{ path, trackers: Object.values(trackers) },
    ...chosen,
  });
  if (shared.kind !== 'shared') throw new Error('It was not shared');
  return { download: added.id, shared: shared.id };
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
