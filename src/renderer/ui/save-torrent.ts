import { base64ToBytes } from './base64.ts';
import { saveFile } from './save-file.ts';

/** A .torrent file as it crosses the contract. */
export function saveTorrentFile(name: string, base64: string): void {
  saveFile(name, new Blob([base64ToBytes(base64)], { type: 'application/x-bittorrent' }));
}
