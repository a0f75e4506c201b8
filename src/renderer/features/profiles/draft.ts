import type { Binding, EncryptionPolicy, PortSource, Profile } from '#shared/contract/profile.ts';
import type { Proxy } from '#shared/contract/proxy.ts';

/** A profile as it stands in the form: texts as typed, and both sides of every choice, so that none is lost by looking at the other. */
export interface ProfileDraft {
  name: string;
  binding: Binding['kind'];
  interface: string;
  hasIpv6: boolean;
  /** One on each line, as all lists here. */
  dnsServers: string;
  dnsOverHttps: string;
  proxy: 'none' | Proxy['kind'];
  proxyHost: string;
  proxyPort: string;
  proxyUser: string;
  proxyPassword: string;
  /** One that could not be opened here; kept until another one is typed. */
  sealedPassword: string | undefined;
  listenPort: string;
  portSource: PortSource['kind'];
  portFile: string;
  portCommand: string;
  trackers: boolean;
  dht: boolean;
  dhtBootstrap: string;
  pex: boolean;
  lan: boolean;
  webSeeds: boolean;
  peerNames: boolean;
  webRtc: boolean;
  utp: boolean;
  encryption: EncryptionPolicy;
  /** Each transfer has a peer id of its own. */
  ownPeerIds: boolean;
  clientName: boolean;
  /** kB/s; empty: none. */
  uploadLimit: string;
  downloadLimit: string;
  resumesByItself: boolean;
}

export function draftOf(profile: Profile): ProfileDraft {
  const { binding, dns, portSource, discovery, proxy } = profile;
  return {
    name: profile.name,
    binding: binding.kind,
    interface: binding.kind === 'any' ? '' : binding.interface,
    hasIpv6: profile.ipv6 === 'auto',
    dnsServers: dns.servers.join('\n'),
    dnsOverHttps: dns.overHttps ?? '',
    proxy: proxy?.kind ?? 'none',
    proxyHost: proxy?.host ?? '',
    proxyPort: proxy === null ? '' : String(proxy.port),
    proxyUser: proxy?.user ?? '',
    proxyPassword: proxy?.password ?? '',
    sealedPassword: proxy?.sealedPassword,
    listenPort: String(profile.listenPort),
    portSource: portSource.kind,
    portFile: portSource.kind === 'file' ? portSource.path : '',
    portCommand: portSource.kind === 'command' ? portSource.command.join('\n') : '',
    trackers: discovery.trackers,
    dht: discovery.dht,
    dhtBootstrap: discovery.dhtBootstrap.join('\n'),
    pex: discovery.pex,
    lan: discovery.lan,
    webSeeds: profile.webSeeds,
    peerNames: profile.peerNames,
    webRtc: profile.webRtc,
    utp: profile.utp,
    encryption: profile.encryption,
    ownPeerIds: profile.identity.peerId === 'torrent',
    clientName: profile.identity.clientName,
    uploadLimit: formatLimit(profile.uploadLimitBps),
    downloadLimit: formatLimit(profile.downloadLimitBps),
    resumesByItself: profile.resumesByItself,
  };
}

/** What the schema is asked about. What cannot be with a binding or a proxy, or without one, is left out; see ProfileFields.vue. */
export function candidateOf(draft: ProfileDraft): unknown {
  const isBound = draft.binding !== 'any';
  const isProxied = draft.proxy !== 'none';
  return {
    name: draft.name,
    binding: isBound ? { kind: draft.binding, interface: draft.interface } : { kind: 'any' },
    ipv6: draft.hasIpv6 ? 'auto' : 'off',
    dns:
      isBound && !isProxied
        ? { servers: linesIn(draft.dnsServers), overHttps: draft.dnsOverHttps.trim() || null }
        : undefined,
    proxy: proxyOf(draft),
    listenPort: numberIn(draft.listenPort),
    portSource: isProxied ? { kind: 'none' } : portSourceOf(draft),
    discovery: {
      trackers: draft.trackers,
      dht: draft.dht,
      dhtBootstrap: linesIn(draft.dhtBootstrap),
      pex: draft.pex,
      lan: draft.lan,
    },
    webSeeds: draft.webSeeds,
    peerNames: draft.peerNames,
    webRtc: draft.webRtc && !isBound && !isProxied,
    utp: draft.utp && !isProxied,
    encryption: draft.encryption,
    identity: { peerId: draft.ownPeerIds ? 'torrent' : 'profile', clientName: draft.clientName },
    uploadLimitBps: limitIn(draft.uploadLimit),
    downloadLimitBps: limitIn(draft.downloadLimit),
    resumesByItself: draft.resumesByItself,
  };
}

function proxyOf(draft: ProfileDraft): unknown {
  const { proxy, proxyHost, proxyPort, proxyUser, proxyPassword, sealedPassword } = draft;
  if (proxy === 'none') return null;
  return {
    kind: proxy,
    host: proxyHost.trim(),
    port: numberIn(proxyPort),
    user: proxyUser === '' ? undefined : proxyUser,
    password: proxyPassword === '' ? undefined : proxyPassword,
    sealedPassword: proxyPassword === '' ? sealedPassword : undefined,
  };
}

function portSourceOf({ portSource, portFile, portCommand }: ProfileDraft): unknown {
  if (portSource === 'file') return { kind: portSource, path: portFile.trim() };
  if (portSource === 'command') return { kind: portSource, command: linesIn(portCommand) };
  return { kind: portSource };
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** NaN for what is no number, so that the schema refuses it; undefined for nothing at all. */
function numberIn(text: string): number {
  return /^\s*\d+\s*$/u.test(text) ? Number(text) : Number.NaN;
}

function limitIn(text: string): number | undefined {
  if (text.trim() === '') return undefined;
  return /^\s*\d+(?:\.\d+)?\s*$/u.test(text) ? Math.round(Number(text) * 1000) : Number.NaN;
}

function formatLimit(bps: number | undefined): string {
  return bps === undefined ? '' : String(bps / 1000);
}
