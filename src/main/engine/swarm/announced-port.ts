import type WebTorrent from 'webtorrent';

/**
 * From now on trackers, DHT and peers are told this port; torrents that run tell it again at once. (The family's own
 * `updatePort` makes a new tracker client, which would forget what it knows.)
 */
export function announceOnPort(client: WebTorrent, port: number): void {
  client.torrentPort = port;
  for (const { discovery } of client.torrents) {
    if (discovery === null || discovery._port === port) continue;
    discovery._port = port;
    if (discovery.dht) discovery._dhtAnnounce();
    if (discovery.tracker === null) continue;
    discovery.tracker._port = port;
    discovery.tracker.update();
  }
}
