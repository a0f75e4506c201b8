import { concatBytes, encodeBencode } from './bencode.ts';

interface TorrentFileParts {
  /** Copied byte for byte: encoded anew it could get another infohash. */
  readonly infoBytes: Uint8Array;
  readonly trackers: readonly (readonly string[])[];
  readonly webSeeds: readonly string[];
}

/** A .torrent file (BEP 3, trackers by BEP 12, web seeds by BEP 19). Keys are written in order. */
export function encodeTorrentFile({
  infoBytes,
  trackers,
  webSeeds,
}: TorrentFileParts): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const text = (piece: string) => parts.push(new TextEncoder().encode(piece));
  text('d');
  const first = trackers[0]?.[0];
  if (first !== undefined) {
    parts.push(encodeBencode('announce'), encodeBencode(first));
    parts.push(encodeBencode('announce-list'), encodeBencode(trackers));
  }
  parts.push(encodeBencode('created by'), encodeBencode('Warren'), encodeBencode('info'), infoBytes);
  if (webSeeds.length > 0) parts.push(encodeBencode('url-list'), encodeBencode(webSeeds));
  text('e');
  return concatBytes(parts);
}
