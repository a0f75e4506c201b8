import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { decodeBencode } from '../../src/shared/domain/bencode.ts';
import { findFreePort } from './free-port.ts';
import type { OtherClient } from './other-client.ts';
import { startProgram } from './outside-program.ts';
import { transferPatienceMs, until } from './until.ts';

/** @param folder of its own, made by it */
export async function startRtorrent(folder: string): Promise<OtherClient> {
  const peerPort = await findFreePort();
  const door = join(folder, 'rpc');
  await mkdir(join(folder, 'session'), { recursive: true });
  const options = [
    `session.path.set=${folder}/session`,
    `directory.default.set=${folder}`,
    `network.port_range.set=${peerPort}-${peerPort}`,
    'network.port_random.set=no',
    'network.bind_address.set=127.0.0.1',
    'dht.mode.set=disable',
    'trackers.use_udp.set=no',
    'system.daemon.set=true',
    `network.scgi.open_local=${door}`,
  ];
  const program = startProgram('rtorrent', ['-n', ...options.flatMap((option) => ['-o', option])]);

  /** One XML-RPC call over SCGI. @returns the texts and numbers of the answer, in their order */
  async function ask(method: string, ...params: readonly string[]): Promise<string[]> {
    const values = params.map(
      (param) => `<param><value><string>${escapeXml(param)}</string></value></param>`,
    );
    const body = `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${values.join('')}</params></methodCall>`;
    const head = `CONTENT_LENGTH\0${Buffer.byteLength(body)}\0SCGI\x001\0`;
    const socket = connect(door);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.end(`${head.length}:${head},${body}`);
    await once(socket, 'close');
    if (!answer.includes('<methodResponse>') || answer.includes('<fault>'))
      throw new Error(`rtorrent, ${method}: ${answer}`);
    return [...answer.matchAll(/<(string|i4|i8)>([^<]*)<\/\1>/gu)].map(([, , value = '']) => value);
  }

  let added = 0;
  const client: OtherClient = {
    address: `127.0.0.1:${peerPort}`,
    async add(source, downloadFolder) {
      await mkdir(downloadFolder, { recursive: true });
      const given = source.startsWith('magnet:')
        ? `${source}&tr=${encodeURIComponent(nobody)}`
        : await withTracker(source, join(folder, `${added++}.torrent`));
      await ask('load.start_verbose', '', given, `d.directory.set="${downloadFolder}"`);
    },
    async hasEverything() {
      const isDone = async () => {
        const fields = ['d.complete=', 'd.is_meta=', 'd.hashing='];
        const found = await ask('d.multicall2', '', 'main', ...fields);
        return found.length > 0 && chunksOf(found, fields.length).every((one) => one.join() === '1,0,0');
      };
      await until(isDone, { what: 'rtorrent has everything', timeoutMs: transferPatienceMs });
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
  await program.answers(() => ask('system.pid'));
  return client;
}

/** It takes no torrent without a tracker; here it gets one where nobody listens. */
const nobody = 'http://127.0.0.1:9/announce';

async function withTracker(torrentFile: string, copy: string): Promise<string> {
  const file = await readFile(torrentFile);
  const [start, end] = decodeBencode(file).spans.get('info') ?? [];
  await writeFile(
    copy,
    Buffer.concat([
      Buffer.from(`d8:announce${nobody.length}:${nobody}4:info`),
      file.subarray(start, end),
      Buffer.from('e'),
    ]),
  );
  return copy;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function chunksOf(values: readonly string[], size: number): string[][] {
  return Array.from({ length: values.length / size }, (_, n) => values.slice(n * size, (n + 1) * size));
}
