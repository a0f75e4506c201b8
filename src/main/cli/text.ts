import type { Status } from '#shared/contract/status.ts';
import type { Peer, Torrent, TorrentFile, Tracker } from '#shared/contract/torrent.ts';
import { goalRows } from './goal-text.ts';

/** Answers as a person reads them in a terminal. */

export function torrentLine(torrent: Torrent): string {
  const { infoHash, state, progress, downloadBps, uploadBps, sizeBytes, name } = torrent;
  const percent = `${Math.floor(progress * 100)} %`.padStart(5);
  const speeds = `↓${rate(downloadBps).padStart(10)} ↑${rate(uploadBps).padStart(10)}`;
  return `${infoHash.slice(0, 8)}  ${state.padEnd(11)} ${percent}  ${size(sizeBytes).padStart(9)}  ${speeds}  ${name}`;
}

export function torrentText(torrent: Torrent): string {
  const rows: [string, string][] = [
    ['name', torrent.name],
    ['infohash', torrent.infoHash],
    ['state', torrent.reason === null ? torrent.state : `${torrent.state}: ${torrent.reason}`],
    ['progress', `${Math.floor(torrent.progress * 100)} % of ${size(torrent.sizeBytes)}`],
    [
      'transferred',
      `↓ ${size(torrent.downloadedBytes)}  ↑ ${size(torrent.uploadedBytes)}  ratio ${torrent.ratio.toFixed(2)}`,
    ],
    ['now', `↓ ${rate(torrent.downloadBps)}  ↑ ${rate(torrent.uploadBps)}  ${torrent.peers} peers`],
    ...limitRows(torrent),
    ...(torrent.isSequential ? ([['order', 'from the first piece to the last']] as [string, string][]) : []),
    ...goalRows(torrent),
    ['profile', torrent.profile],
    ['saved in', torrent.savePath],
  ];
  return rows.map(([label, value]) => `${label.padEnd(12)} ${value}`).join('\n');
}

function limitRows({ downloadLimitBps, uploadLimitBps }: Torrent): [string, string][] {
  if (downloadLimitBps === null && uploadLimitBps === null) return [];
  const words = (limit: number | null) => (limit === null ? 'none' : rate(limit));
  return [['limits', `↓ ${words(downloadLimitBps)}  ↑ ${words(uploadLimitBps)}`]];
}

const priorityMarks = { skip: '  (not wanted)', low: '  (low)', normal: '', high: '  (high)' } as const;

export function fileLine({ path, sizeBytes, progress, priority, index }: TorrentFile): string {
  const mark = priorityMarks[priority];
  return `${String(index).padStart(4)}  ${`${Math.floor(progress * 100)} %`.padStart(5)}  ${size(sizeBytes).padStart(9)}  ${path}${mark}`;
}

export function peerLine({
  address,
  port,
  transport,
  client,
  progress,
  downloadBps,
  uploadBps,
}: Peer): string {
  const where = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  return `${where.padEnd(24)} ${transport.padEnd(8)} ${`${Math.floor(progress * 100)} %`.padStart(5)}  ↓${rate(downloadBps).padStart(10)} ↑${rate(uploadBps).padStart(10)}  ${client}`;
}

export function trackerLine({ url, state, message, seeds, leeches }: Tracker): string {
  const swarm = seeds === null ? '' : `  ${seeds} seeds, ${leeches ?? 0} others`;
  return `${state.padEnd(8)} ${url}${swarm}${message === null ? '' : `  ${message}`}`;
}

export function statusText({
  version,
  uptimeSeconds,
  torrents,
  downloadBps,
  uploadBps,
  profiles,
}: Status): string {
  const doors = profiles.map(
    ({ name, state, listenPort, reason }) =>
      `  ${name}: ${state}${listenPort === null ? '' : `, port ${listenPort}`}${reason === null ? '' : ` (${reason})`}`,
  );
  return [
    `Warren ${version}, running for ${uptimeSeconds} s`,
    `${torrents} torrents  ↓ ${rate(downloadBps)}  ↑ ${rate(uploadBps)}`,
    'profiles',
    ...doors,
  ].join('\n');
}

export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`;
}

export function rate(bps: number): string {
  return `${size(bps)}/s`;
}
