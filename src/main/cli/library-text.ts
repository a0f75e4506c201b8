import type {
  Album,
  Hit,
  LibraryFolder,
  LibraryStats,
  ScanProgress,
  Track,
  Video,
} from '#shared/contract/library-items.ts';
import type { ShareState } from '#shared/domain/library/share-state.ts';
import { size } from './text.ts';

const shareWords: Readonly<Record<ShareState, string>> = {
  none: '',
  partly: 'partly shared',
  sharing: 'shared',
  'at-risk': 'shared, only you have it',
  stopped: 'not shared now, its transfer has stopped',
  away: 'not shared now, its drive or folder is not there',
  broken: 'not shared any more, it is not what was shared',
};

export function folderLine({
  path,
  isThere,
  tracks,
  videos,
  missing,
  broken,
  lastScanAt,
}: LibraryFolder): string {
  const state = isThere ? (lastScanAt === null ? 'not scanned yet' : '') : 'not there now';
  const changed = broken > 0 && `${broken} not what was shared`;
  const gone = missing > 0 && `${missing} missing`;
  return joined([path, `${tracks} tracks`, `${videos} videos`, gone, changed, state]);
}

export function hitLine(hit: Hit): string {
  const { kind, id, title, artist, album, year, durationSeconds, shareState } = hit;
  const what = [title, artist, kind === 'track' ? album : null, year].filter((part) => part !== null);
  return joined([id, what.join(' – '), duration(durationSeconds), shareWords[shareState]]);
}

export function albumLine({ id, title, artist, year, tracks, durationSeconds, shareState }: Album): string {
  const what = [artist ?? 'Unknown artist', title, year].filter((part) => part !== null).join(' – ');
  return joined([id, what, `${tracks} tracks`, duration(durationSeconds), shareWords[shareState]]);
}

export function trackLine({ id, title, artist, album, durationSeconds, isMissing }: Track): string {
  const what = [artist, album, title].filter((part) => part !== null).join(' – ');
  return joined([id, what, duration(durationSeconds), isMissing && 'missing']);
}

export function videoLine({
  id,
  title,
  show,
  season,
  episode,
  year,
  durationSeconds,
  isMissing,
}: Video): string {
  const part = season !== null && episode !== null ? `S${two(season)}E${two(episode)}` : null;
  const what = [show, part, title, year].filter((one) => one !== null).join(' – ');
  return joined([id, what, duration(durationSeconds), isMissing && 'missing']);
}

export function scanText({
  state,
  found,
  done,
  added,
  changed,
  moved,
  missing,
  failed,
}: ScanProgress): string {
  const counts = `${added} new, ${changed} changed, ${moved} moved, ${missing} missing, ${failed} could not be read`;
  switch (state) {
    case 'counting':
      return `Looking for files: ${found} so far`;
    case 'reading':
      return `Reading ${done} of ${found}: ${counts}`;
    case 'idle':
      return `No scan is running. The last one: ${counts}.`;
    default:
      return state satisfies never;
  }
}

export function statsText(stats: LibraryStats): string {
  const { albums, artists, tracks, videos, shows, playlists, durationSeconds, sizeBytes } = stats;
  const { missing, problems, sharedFiles } = stats;
  return [
    `${albums} albums by ${artists} artists, ${tracks} tracks`,
    `${videos} videos, ${shows} shows, ${playlists} playlists`,
    `${duration(durationSeconds) || '0:00'} to play, ${size(sizeBytes)}`,
    `${sharedFiles} files are shared, ${missing} are missing, ${problems} could not be read`,
  ].join('\n');
}

function joined(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false && part !== '').join('  ');
}

function duration(seconds: number | null): string {
  if (seconds === null) return '';
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
}

const two = (value: number) => String(value).padStart(2, '0');
