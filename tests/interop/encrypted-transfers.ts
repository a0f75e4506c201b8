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
  /** Where it can be told to dial. */
  readonly dial?: (client: OtherClient, address: string) => Promise<void>;
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
  const port = await warren.listenPort();
  const owned = stack.move();
  return { at, torrentFile, client, warren, port, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Every setting of ours with every one of theirs: what can be meets, and what must not be heard is not said. */
export function testEncryption(client: EncryptingClient): void {
  const { name, modes, dial } = client;
  const pairs = modes.flatMap((mode) => ours.map((encryption) => ({ mode, encryption })));
  const canMeet = pairs.filter(({ mode, encryption }) => !(mode === 'disabled' && encryption === 'required'));
  const isSecret = (mode: Theirs, encryption: string) =>
    mode !== 'disabled' && (mode === 'forced' || encryption !== 'allowed');

  test.for(canMeet)(
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
      // What is said to one that refuses it may have been said in the clear before.
      if (encryption !== 'allowed' && isSecret(mode, encryption)) expect(line.heard(inTheClear)).toBe(false);
    },
  );

  if (dial !== undefined)
    test.for(canMeet)(
      `${name} that dials: encryption is $mode there and $encryption in Warren`,
      async ({ mode, encryption }) => {
        await using world = await makeWorld(client, mode, encryption);
        const { at, torrentFile, warren, port } = world;
        const { id } = await warren.json('add', torrentFile, '--to', at('seeds'));
        await warren.reaches(id, 'seeding');
        await using line = await startTap(`127.0.0.1:${port}`);

        await world.client.add(torrentFile, at('theirs'));
        await dial(world.client, line.address);
        await world.client.hasEverything();

        expect(await differences(at('seeds', 'album'), at('theirs', 'album'))).toEqual([]);
        if (mode === 'forced') expect(line.heard(inTheClear)).toBe(false);
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
      expect(await warren.json('show', id)).toMatchObject({ state: 'downloading', progress: 0 });
    },
  );
}
