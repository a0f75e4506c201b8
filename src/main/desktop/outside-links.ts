import { shell } from 'electron';

/** Places on the web that Warren itself leads to: whose data it shows. What a torrent or a peer says is never a link. */
const allowedHosts: ReadonlySet<string> = new Set(['db-ip.com']);

/** Opens a link of ours in the system's browser; anything else is not opened at all. */
export function openOutside(address: string): void {
  const url = URL.parse(address);
  if (url?.protocol === 'https:' && allowedHosts.has(url.host)) void shell.openExternal(url.href);
}
