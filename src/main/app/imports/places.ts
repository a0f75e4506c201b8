import { join } from 'node:path';
import type { ImportClient } from '#shared/domain/import-client.ts';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** What lies in a folder in which a client keeps torrents; one of them is enough. */
export const marksOf: Readonly<Record<ImportClient, readonly string[]>> = {
  qbittorrent: ['torrents.db', 'BT_backup'],
  transmission: ['torrents', 'Torrents'],
  deluge: [join('state', 'torrents.state')],
};

/** Below a folder that a person names: that of a portable qBittorrent, of a profile of it, or its parent. */
export const waysDown: Readonly<Record<ImportClient, readonly string[]>> = {
  qbittorrent: [
    '',
    'data',
    join('qBittorrent', 'data'),
    join('profile', 'qBittorrent', 'data'),
    'qBittorrent',
  ],
  transmission: ['', 'transmission', 'transmission-daemon', 'Transmission'],
  deluge: ['', 'deluge', 'config'],
};

/** Where a client keeps its torrents unless told otherwise, the likeliest first. */
export function usualPlaces(client: ImportClient, { platform, env, home }: Surroundings): string[] {
  if (platform === 'win32') return onWindows(client, env, home);
  if (platform === 'darwin') return onMac(client, home);
  return onLinux(client, env, home);
}

function onWindows(client: ImportClient, env: Surroundings['env'], home: string): string[] {
  const local = env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
  const roaming = env.APPDATA ?? join(home, 'AppData', 'Roaming');
  const service = join(
    env.SystemRoot ?? 'C:\\Windows',
    'ServiceProfiles',
    'LocalService',
    'AppData',
    'Local',
  );
  switch (client) {
    case 'qbittorrent':
      return [join(local, 'qBittorrent')];
    case 'transmission':
      return [
        join(local, 'transmission'),
        join(local, 'transmission-daemon'),
        join(service, 'transmission-daemon'),
      ];
    case 'deluge':
      return [join(roaming, 'deluge')];
    default:
      return client satisfies never;
  }
}

function onMac(client: ImportClient, home: string): string[] {
  const support = join(home, 'Library', 'Application Support');
  switch (client) {
    case 'qbittorrent':
      return [join(support, 'qBittorrent')];
    case 'transmission':
      return [join(support, 'Transmission'), join(support, 'transmission-daemon')];
    case 'deluge':
      return [join(home, '.config', 'deluge'), join(support, 'deluge')];
    default:
      return client satisfies never;
  }
}

/** As installed by the system, by Flatpak, by Snap, and as a service of its own user. */
function onLinux(client: ImportClient, env: Surroundings['env'], home: string): string[] {
  const config = env.XDG_CONFIG_HOME ?? join(home, '.config');
  const data = env.XDG_DATA_HOME ?? join(home, '.local', 'share');
  const flatpak = (id: string, ...below: string[]) => join(home, '.var', 'app', id, ...below);
  const snap = (name: string, ...below: string[]) => join(home, 'snap', name, 'current', ...below);
  switch (client) {
    case 'qbittorrent':
      return [
        join(data, 'qBittorrent'),
        // Up to 4.3.
        join(data, 'data', 'qBittorrent'),
        flatpak('org.qbittorrent.qBittorrent', 'data', 'qBittorrent'),
        snap('qbittorrent-arnatious', '.local', 'share', 'qBittorrent'),
        join('/var', 'lib', 'qbittorrent', '.local', 'share', 'qBittorrent'),
      ];
    case 'transmission':
      return [
        join(config, 'transmission'),
        join(config, 'transmission-daemon'),
        flatpak('com.transmissionbt.Transmission', 'config', 'transmission'),
        snap('transmission', '.config', 'transmission'),
        join('/var', 'lib', 'transmission-daemon', '.config', 'transmission-daemon'),
        join('/var', 'lib', 'transmission-daemon', 'info'),
        join('/var', 'lib', 'transmission', '.config', 'transmission-daemon'),
      ];
    case 'deluge':
      return [
        join(config, 'deluge'),
        flatpak('org.deluge_torrent.deluge', 'config', 'deluge'),
        join('/var', 'lib', 'deluged', 'config'),
        join('/var', 'lib', 'deluge', '.config', 'deluge'),
      ];
    default:
      return client satisfies never;
  }
}
