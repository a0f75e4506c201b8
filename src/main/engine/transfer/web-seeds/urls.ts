/**
 * Where a file of a torrent lies on a web seed (BEP 19): a single file at the URL itself, or below it where the URL ends
 * with a slash; one of many below it, with the torrent's name first.
 * @param path names, the torrent's own first
 */
export function webSeedUrl(base: string, path: readonly string[], isSingleFile: boolean): string {
  if (isSingleFile && !base.endsWith('/')) return base;
  const names = path.map((name) => encodeURIComponent(name)).join('/');
  return base.endsWith('/') ? base + names : `${base}/${names}`;
}

/** What can be fetched; others (ftp, nonsense) are left alone. */
export function isWebSeedUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:\/\//iu.test(url);
}
