import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Peer } from '../../src/shared/contract/torrent.ts';
import { startInstance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

type Policy = 'allowed' | 'preferred' | 'required';

/** libtorrent's `pe_enc_policy`, and its levels with RC4 only where it insists. */
const theirs = {
  disabled: { in_enc_policy: 2, out_enc_policy: 2 },
  enabled: { in_enc_policy: 1, out_enc_policy: 1 },
  forced: { in_enc_policy: 0, out_enc_policy: 0, allowed_enc_level: 2 },
} as const;
type Theirs = keyof typeof theirs;

/** Large enough that there is time to look at the link. */
const album = { 'cover.jpg': 30_000, '01.flac': 3_000_000 };

/** What Warren dials with, what comes of it: plain, encrypted, or nothing. */
const dialling: readonly [Policy, Theirs, 'plain' | 'encrypted' | 'nothing'][] = [
  ['allowed', 'disabled', 'plain'],
  ['allowed', 'enabled', 'plain'],
  ['allowed', 'forced', 'encrypted'],
  ['preferred', 'disabled', 'plain'],
  ['preferred', 'enabled', 'encrypted'],
  ['preferred', 'forced', 'encrypted'],
  ['required', 'disabled', 'nothing'],
  ['required', 'enabled', 'encrypted'],
  ['required', 'forced', 'encrypted'],
];

async function makeWorld(encryption: Policy, settings: Record<string, unknown>) {
  const folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  await writePayload(at('seeds', 'album'), album);
  const libtorrent = await startLibtorrent(settings);
  const warren = await startInstance({ dataDir: at('warren'), profile: { encryption } });
  await warren.listenPort();
  return {
    at,
    libtorrent,
    warren,
    async [Symbol.asyncDispose]() {
      await warren[Symbol.asyncDispose]();
      await libtorrent[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test.each(dialling)('%s, dialling a libtorrent with encryption %s: %s', async (policy, other, outcome) => {
  await using world = await makeWorld(policy, { ...theirs[other], upload_rate_limit: 1_500_000 });
  const { at, libtorrent, warren } = world;
  const torrentFile = await libtorrent.make(at('seeds', 'album'), at('album.torrent'));
  await libtorrent.add(torrentFile, at('seeds'));
  await libtorrent.hasEverything();

  const { id } = await warren.json('add', torrentFile, '--to', at('downloads'), '--peer', libtorrent.address);

  if (outcome === 'nothing') {
    // Long enough for a dial in every other way, if there were one.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await warren.json('show', id)).toMatchObject({ downloadedBytes: 0, peers: 0 });
    return;
  }
  const [peer] = await until(
    async () => {
      const peers = await warren.json<Peer[]>('peers', id);
      return peers.length > 0 && peers;
    },
    { what: 'they are connected' },
  );
  expect(peer?.isEncrypted).toBe(outcome === 'encrypted');
  await warren.reaches(id, 'seeding');
  expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
});

test.each([
  ['allowed', 'forced'],
  ['required', 'enabled'],
  ['required', 'forced'],
  ['preferred', 'disabled'],
] as const)('%s, dialled by a libtorrent with encryption %s, seeds to it', async (policy, other) => {
  await using world = await makeWorld(policy, theirs[other]);
  const { at, libtorrent, warren } = world;
  const { torrentFile } = await warren.json<{ torrentFile: string }>(
    'share',
    at('seeds', 'album'),
    '--out',
    at('album.torrent'),
  );

  await libtorrent.add(torrentFile, at('downloads'), { peers: [`127.0.0.1:${await warren.listenPort()}`] });
  await libtorrent.hasEverything();

  expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
});

test('required, dialled by a libtorrent without encryption: not a byte', async () => {
  await using world = await makeWorld('required', theirs.disabled);
  const { at, libtorrent, warren } = world;
  const { id, torrentFile } = await warren.json<{ id: string; torrentFile: string }>(
    'share',
    at('seeds', 'album'),
    '--out',
    at('album.torrent'),
  );

  await libtorrent.add(torrentFile, at('downloads'), { peers: [`127.0.0.1:${await warren.listenPort()}`] });
  await new Promise((resolve) => setTimeout(resolve, 2_500)); // time in which nothing must happen

  expect(await warren.json('show', id)).toMatchObject({ uploadedBytes: 0 });
});
