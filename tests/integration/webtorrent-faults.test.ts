import { hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import WebTorrent from 'webtorrent';
import { expect, test } from 'vitest';
import { encodeBencode } from '../../src/shared/domain/bencode.ts';
import { startInstance } from '../support/instance.ts';
import { message, startScriptedSeeder } from '../support/scripted-seeder.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

// One test for each mended fault (docs/webtorrent-faults.md): first the fault in the package as it is, then the mend.

const pieceSizeBytes = 16_384;
const data = randomBytes(5 * pieceSizeBytes);
const bitfield = message(5, Buffer.from([0b1111_1000]));
const unchoke = message(1);

function makeTorrent() {
  const pieces = Buffer.concat(
    Array.from({ length: 5 }, (_, n) =>
      hash('sha1', data.subarray(n * pieceSizeBytes, (n + 1) * pieceSizeBytes), 'buffer'),
    ),
  );
  const info = encodeBencode({
    name: 'song.flac',
    length: data.length,
    'piece length': pieceSizeBytes,
    pieces,
  });
  const file = Buffer.concat([Buffer.from('d4:info'), info, Buffer.from('e')]);
  return { infoHash: hash('sha1', info), file };
}

test('1: a peer that says "unchoke" once, right behind its handshake, is asked for blocks', async () => {
  await using folder = await makeTempFolder();
  const { infoHash, file } = makeTorrent();
  const script = { infoHash, data, pieceSizeBytes, opening: [bitfield, unchoke] };

  // The fault: WebTorrent as it is connects, hears it all, and never asks.
  await using ignored = await startScriptedSeeder(script);
  const plain = new WebTorrent({
    dht: false,
    tracker: false,
    lsd: false,
    natUpnp: false,
    natPmp: false,
    utp: false,
    secure: 0,
  } as never);
  const torrent = plain.add(file as never, { path: join(folder.path, 'plain') } as never);
  await once(torrent, 'ready');
  torrent.addPeer(ignored.address);
  // WebTorrent's own peers, which Warren does not use.
  const { wires } = torrent as unknown as { wires: { peerChoking: boolean }[] };
  const wire = await until(() => wires[0], { what: 'plain WebTorrent is connected' });
  await until(() => !wire.peerChoking, { what: 'it has heard the unchoke' });
  await new Promise((resolve) => setTimeout(resolve, 300)); // time in which nothing must happen
  expect(ignored.requests).toBe(0);
  await new Promise<void>((resolve) => plain.destroy(resolve));

  // The mend.
  await using seeder = await startScriptedSeeder(script);
  await writeFile(join(folder.path, 'song.torrent'), file);
  await using warren = await startInstance({ dataDir: join(folder.path, 'data') });
  const target = join(folder.path, 'downloads');
  await warren.json('add', join(folder.path, 'song.torrent'), '--to', target, '--peer', seeder.address);
  await warren.reaches(infoHash, 'seeding');
  expect((await readFile(join(target, 'song.flac'))).equals(data)).toBe(true);
});
