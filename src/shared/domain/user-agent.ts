/** What libtorrent's anonymous mode says, so that we are one of many. */
const nameless = 'curl/7.81.0';

/** Of every HTTP request to trackers and web servers. */
export function userAgentOf({
  identity,
  version,
}: {
  readonly identity: { readonly clientName: boolean };
  readonly version: string;
}): string {
  return identity.clientName ? `Warren/${version}` : nameless;
}
