/** Keys of private trackers have 16 characters or more, digits among them; announce paths of public ones are words. */
const keyPattern = /^(?=.*\d)[0-9a-z_-]{16,}$/iu;
const keyParameters = /^(passkey|authkey|torrent_pass|pid|uk|key|auth|secure)=./iu;
const urlPattern =
  /^[a-z]+:\/\/(?:[^/?#]*@)?(?<host>\[[^\]]*\]|[^/?#:]+)[^/?#]*(?<path>[^?#]*)\??(?<query>[^#]*)/iu;

/** Whether a tracker's URL holds a key by which the tracker knows its user. */
export function hasPasskey(url: string): boolean {
  const { path = '', query = '' } = urlPattern.exec(url.trim())?.groups ?? {};
  return (
    path.split('/').some((part) => keyPattern.test(part)) ||
    query.split('&').some((pair) => keyParameters.test(pair) || keyPattern.test(pair.replace(/^[^=]*=/u, '')))
  );
}

/** Who runs it, as far as the URL tells: its host, in lower case. The URL itself where it is not one. */
export function hostOfUrl(url: string): string {
  const host = urlPattern.exec(url.trim())?.groups?.host;
  return host === undefined ? url : host.replace(/^\[|\]$/gu, '').toLowerCase();
}
