/**
 * Labels by infohash, of Deluge's label plugin: `label.conf` holds two JSON documents, one after the other, the second
 * with `torrent_labels`. Empty where it is something else: nothing depends on it.
 */
export function readDelugeLabels(bytes: Uint8Array): ReadonlyMap<string, string> {
  const text = new TextDecoder().decode(bytes);
  const second = text.indexOf('{', text.indexOf('}') + 1);
  try {
    const config: unknown = JSON.parse(text.slice(second));
    if (typeof config !== 'object' || config === null || !('torrent_labels' in config)) return new Map();
    const labels: unknown = config.torrent_labels;
    if (typeof labels !== 'object' || labels === null) return new Map();
    return new Map(
      Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return new Map();
  }
}
