import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance, type Instance } from '../support/instance.ts';
import { startLibtorrent, type Libtorrent } from '../support/libtorrent.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { until } from '../support/until.ts';

const album = { 'cover.jpg': 30_000, 'disc 1/01.flac': 1_500_000 };
const withPex = { discovery: { dht: false, pex: true } };
/** It tries TCP at once; Warren speaks no uTP. */
const tcpOnly = { enable_outgoing_utp: false };
/** So slow that it stays a leecher: seeds do not stay connected to seeds. */
const slow = { downloadLimitBps: 4_000 };
/** It neither tells of peers nor listens when it is told. */
const discreet = { flags: ['disable_pex'] };
/** News goes out once a minute, and a little later where there is much to do. */
const patience = { timeoutMs: 100_000 };

const hasPeer = (client: Libtorrent, address: string) =>
  until(async () => (await client.status())[0]?.peers.includes(address), {
    what: `libtorrent is connected to ${address}`,
    ...patience,
  });

const hasPeers = (warren: Instance, id: string, count: number) =>
  until(async () => (await warren.call<unknown[]>('torrents.peers', { id })).length === count, {
    what: `Warren has ${count} peers`,
  });

async function startSharing(folder: string) {
  const torrentFile = join(folder, 'album.torrent');
  await writePayload(join(folder, 'seeds', 'album'), album);
  const warren = await startInstance({ dataDir: join(folder, 'warren'), profile: withPex });
  const peers = [`127.0.0.1:${await warren.listenPort()}`];
  const { id } = await warren.json('share', join(folder, 'seeds', 'album'), '--out', torrentFile);
  return { warren, id, torrentFile, peers };
}

describeWith(['python3-libtorrent'], 'peer exchange', () => {
  test.concurrent('Warren downloads from a seeder that only a peer knows', { timeout: 120_000 }, async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    await using seeder = await startLibtorrent();
    await using between = await startLibtorrent(tcpOnly);
    const torrentFile = await seeder.make(at('seeds', 'album'), at('album.torrent'));
    await seeder.add(torrentFile, at('seeds'), discreet);
    await seeder.hasEverything();
    await between.add(torrentFile, at('between'), { peers: [seeder.address], ...slow });
    await hasPeer(between, seeder.address);
    await using warren = await startInstance({ dataDir: at('warren'), profile: withPex });

    const { id } = await warren.json('add', torrentFile, '--to', at('downloads'), '--peer', between.address);
    await warren.reaches(id, 'seeding');

    expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
  });

  test.concurrent('Warren tells a newcomer of the peers it has', { timeout: 120_000 }, async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await using first = await startLibtorrent(tcpOnly);
    await using newcomer = await startLibtorrent(tcpOnly);
    const { warren, id, torrentFile, peers } = await startSharing(folder.path);
    await using _ = warren;

    // It connects to Warren, which then sees a port that is not the one it listens on.
    await first.add(torrentFile, at('first'), { peers, ...slow, ...discreet });
    await hasPeers(warren, id, 1);
    await newcomer.add(torrentFile, at('newcomer'), { peers, ...slow });

    await hasPeer(newcomer, first.address);
  });

  test.concurrent('Warren tells the peers it has of a newcomer', { timeout: 120_000 }, async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await using first = await startLibtorrent(tcpOnly);
    await using newcomer = await startLibtorrent(tcpOnly);
    const { warren, id, torrentFile, peers } = await startSharing(folder.path);
    await using _ = warren;

    await first.add(torrentFile, at('first'), { peers, ...slow });
    await hasPeers(warren, id, 1);
    await newcomer.add(torrentFile, at('newcomer'), { ...slow, ...discreet });
    await warren.json('add-peer', id, newcomer.address);

    await hasPeer(first, newcomer.address);
  });

  test.concurrent('Warren hears of a seeder that its peer met later', { timeout: 120_000 }, async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    await using seeder = await startLibtorrent();
    await using between = await startLibtorrent(tcpOnly);
    const torrentFile = await seeder.make(at('seeds', 'album'), at('album.torrent'));
    await seeder.add(torrentFile, at('seeds'), discreet);
    await seeder.hasEverything();
    await between.add(torrentFile, at('between'), slow);
    await using warren = await startInstance({ dataDir: at('warren'), profile: withPex });
    const { id } = await warren.json('add', torrentFile, '--to', at('downloads'), '--peer', between.address);
    await hasPeers(warren, id, 1);

    await between.connect(seeder.address);
    const isComplete = async () => (await warren.json('show', id)).state === 'seeding';
    await until(isComplete, { what: 'Warren has everything', ...patience });

    expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
  });
});
