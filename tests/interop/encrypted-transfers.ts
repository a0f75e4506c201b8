import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import type { OtherClient } from '../support/other-client.ts';
import { differences, writePayload } from '../support/payload.ts';
import { startTap } from '../support/tapped-line.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';
import { makeTorrentFile } from './torrent-in-hand.ts';

/** `encryption` of a network profile. */
const ours = ['allowed', 'preferred', 'required'] as const;
/** What the other client is told. */
export const theirs = ['disabled', 'enabled', 'forced'] as const;
type Theirs = (typeof theirs)[number];

interface EncryptingClient {
  readonly name: string;
  /** Those of its modes that exist. */
  readonly modes: readonly Theirs[];
  start(folder: string, mode: Theirs): Promise<OtherClient>;
}

/** The first words of a handshake that is not encrypted. */
const inTheClear = 'BitTorrent protocol';
const album = { 'cover.jpg': 30_000, 'disc 1/01.flac': 250_000 };

async function makeWorld({ start }: EncryptingClient, mode: Theirs, encryption: string) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const at = (...names: string[]) => join(folder.path, ...names);
  await writePayload(at('seeds', 'album'), album);
  const torrentFile = await makeTorrentFile(at('seeds', 'album'), at('album.torrent'));
  const client = stack.use(await start(at('other'), mode));
  const warren = stack.use(await startInstance({ dataDir: at('warren'), profile: { encryption } }));
  await warren.listenPort();
  const owned = stack.move();
  return { at, torrentFile, client, warren, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Every setting of ours with every one of theirs: what can be meets, and what must not be heard is not said. */
export function testEncryption(client: EncryptingClient): void {
  const { name, modes } = client;
  const pairs = modes.flatMap((mode) => ours.map((encryption) => ({ mode, encryption })));
  const canMeet = pairs.filter(({ mode, encryption }) => !(mode === 'disabled' && encryption === 'required'));
  // They wait for each other more than they work.
  test.concurrent.for(canMeet)(
    `Warren that dials: encryption is $mode in ${name} and $encryption here`,
    async ({ mode, encryption }) => {
      await using world = await makeWorld(client, mode, encryption);
      const { at, torrentFile, warren } = world;
      await world.client.add(torrentFile, at('seeds'));
      await world.client.hasEverything();
      await using line = await startTap(world.client.address);

      const { id } = await warren.json('add', torrentFile, '--to', at('mine'), '--peer', line.address);
      await warren.reaches(id, 'seeding');

      expect(await differences(at('seeds', 'album'), at('mine', 'album'))).toEqual([]);
      if (encryption === 'required') expect(line.heard(inTheClear)).toBe(false);
    },
  );

  test.runIf(modes.includes('disabled'))(
    `${name} without encryption and Warren that requires it do not meet`,
    async () => {
      await using world = await makeWorld(client, 'disabled', 'required');
      const { at, torrentFile, warren } = world;
      await world.client.add(torrentFile, at('seeds'));
      await world.client.hasEverything();
      await using line = await startTap(world.client.address);

      const { id } = await warren.json('add', torrentFile, '--to', at('mine'), '--peer', line.address);
      await until(() => line.ended > 0, { what: 'one of them hangs up' });

      expect(line.heard(inTheClear)).toBe(false);
      // It may be looking at what lies on the disk still.
      expect(await warren.reaches(id, 'downloading')).toMatchObject({ progress: 0, downloadedBytes: 0 });
    },
  );
}
