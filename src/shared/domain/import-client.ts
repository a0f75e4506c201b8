/** Whose torrents can be brought over. */
export const importClients = ['qbittorrent', 'transmission', 'deluge'] as const;
export type ImportClient = (typeof importClients)[number];

/** As its makers write it. */
export const importClientNames: Readonly<Record<ImportClient, string>> = {
  qbittorrent: 'qBittorrent',
  transmission: 'Transmission',
  deluge: 'Deluge',
};

/** Why a torrent of another client stays there. */
export const importFaults = [
  'unreadable',
  'damaged',
  'no-description',
  'v2-only',
  'unusable',
  'other-system',
  'renamed-outside',
  'unfinished-names',
  'path-in-use',
] as const;
export type ImportFault = (typeof importFaults)[number];
