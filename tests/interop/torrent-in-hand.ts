import { hash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import createTorrent from 'create-torrent';
import { parseMetainfo } from '../../src/shared/domain/metainfo.ts';

/** 40 hex characters. */
export async function infoHashOf(torrentFile: string): Promise<string> {
  const { infoBytes } = parseMetainfo(await readFile(torrentFile), { windows: false });
  return hash('sha1', infoBytes);
}

/** A magnet link with nothing but the infohash: all else has to come from peers. */
export async function magnetOf(torrentFile: string): Promise<string> {
  return `magnet:?xt=urn:btih:${await infoHashOf(torrentFile)}`;
}

/** Makes a .torrent file of a file or folder, for clients that cannot. */
export async function makeTorrentFile(path: string, out: string): Promise<string> {
  await writeFile(out, await promisify(createTorrent)(path, { announceList: [] }));
  return out;
}
