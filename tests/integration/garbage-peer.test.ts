import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { startScriptedLeecher } from '../support/scripted-leecher.ts';
import { message } from '../support/scripted-seeder.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

// docs/webtorrent-faults.md, 11

const [unchoke, interested, bitfield] = [1, 2, 5];
/** As long as a public key of the encrypted handshake, and none. */
const zeros = Buffer.alloc(96);

/** WebTorrent as it is, with encryption as it is by default, and somebody who sends zeros. */
const plainProgram = `
  import WebTorrent from 'webtorrent';
  import { connect } from 'node:net';
  const off = { dht: false, tracker: false, lsd: false, natUpnp: false, natPmp: false, utp: false };
  const client = new WebTorrent(off);
  client.add('00'.repeat(20));
  client.on('listening', () => {
    const socket = connect(client.torrentPort, '127.0.0.1', () => socket.write(Buffer.alloc(96)));
    socket.on('error', () => undefined);
    setTimeout(() => process.exit(0), 20_000);
  });
`;

test('11: zeros in the place of a handshake disturb nobody but the one who sent them', async () => {
  // The fault: they end the process.
  const plain = promisify(execFile)(process.execPath, ['--input-type=module', '-e', plainProgram], {
    cwd: import.meta.dirname,
  });
  await expect(plain).rejects.toThrow('ERR_CRYPTO_INVALID_KEYLEN');

  // The mend.
  await using folder = await makeTempFolder();
  await writePayload(folder.path, { 'song.flac': 50_000 });
  await using warren = await startInstance({ dataDir: join(folder.path, 'data') });
  const port = await warren.listenPort();
  const { id } = await warren.json('share', join(folder.path, 'song.flac'));
  using peer = await startScriptedLeecher({ infoHash: id, port });
  await peer.hears(bitfield);

  const socket = connect(port, '127.0.0.1', () => socket.write(zeros)).resume();
  await once(socket, 'close'); // the engine hangs up, or ends
  peer.send(message(interested));

  await peer.hears(unchoke);
});
