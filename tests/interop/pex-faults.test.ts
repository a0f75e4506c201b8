import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { extended, startScriptedLeecher } from '../support/scripted-leecher.ts';
import { message } from '../support/scripted-seeder.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const [unchoke, interested, bitfield, request, piece] = [1, 2, 5, 6, 7];
/** Piece 0, offset 0, 16 KiB. */
const firstBlock = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0]);
/** Under which number Warren takes messages of peer exchange: its second extension, after ut_metadata. */
const warrensPex = 2;
const ourPex = 1;

async function seedOneFile(folder: string) {
  await writePayload(join(folder, 'album'), { 'song.flac': 100_000 });
  const profile = { discovery: { dht: false, pex: true } };
  const warren = await startInstance({ dataDir: join(folder, 'warren'), profile });
  const port = await warren.listenPort();
  const { id } = await warren.json('share', join(folder, 'album'));
  return { warren, infoHash: id, port };
}

test('4: a peer that does not speak peer exchange is not told of peers, and the engine goes on', async () => {
  await using folder = await makeTempFolder();
  const { warren, infoHash, port } = await seedOneFile(folder.path);
  await using _ = warren;
  using plain = await startScriptedLeecher({ infoHash, port });
  await plain.hears(bitfield);
  using speaker = await startScriptedLeecher({ infoHash, port, extensions: { ut_pex: ourPex } });

  // Warren speaks to both a second after they came; what the first gets is nothing.
  await speaker.hearsExtended(ourPex);
  expect(await warren.call('app.status')).toMatchObject({ profiles: [{ state: 'up', listenPort: port }] });
  expect(plain.isConnected).toBe(true);
});

test('5: a peer that tells of peers too often stays connected', async () => {
  await using folder = await makeTempFolder();
  const { warren, infoHash, port } = await seedOneFile(folder.path);
  await using _ = warren;
  using peer = await startScriptedLeecher({ infoHash, port, extensions: { ut_pex: ourPex } });
  const news = extended(warrensPex, 'd5:added0:7:added.f0:7:dropped0:e');

  await peer.hearsExtended(ourPex);
  peer.send(news, news, message(interested));
  await peer.hears(unchoke);
  peer.send(message(request, firstBlock));

  await peer.hears(piece);
});
