import { profileSchema, type Profile } from '#shared/contract/profile.ts';
import type { en } from '../../i18n/en/index.ts';
import { candidateOf, type ProfileDraft } from './draft.ts';

export type DraftField = keyof ProfileDraft;

type KnownFault = keyof (typeof en)['profiles']['fault'];

/** What is wrong at a field: a sentence of the schema, or a name for one of this page's. */
export type Fault =
  { readonly kind: 'said'; readonly text: string } | { readonly kind: 'known'; readonly name: KnownFault };

export type Faults = Readonly<Partial<Record<DraftField, Fault>>>;

export type Checked =
  | { readonly profile: Profile; readonly faults: undefined }
  | { readonly profile: undefined; readonly faults: Faults };

const knownFaults: Readonly<Partial<Record<DraftField, KnownFault>>> = {
  listenPort: 'port',
  proxyHost: 'proxyHost',
  proxyPort: 'proxyPort',
  proxyUser: 'proxyUser',
  proxyPassword: 'proxyUser',
  uploadLimit: 'limit',
  downloadLimit: 'limit',
  dnsOverHttps: 'dnsOverHttps',
  dnsServers: 'dnsServers',
  portFile: 'portFile',
  portCommand: 'portCommand',
};

/** Fields under the fold. */
export const advancedFields: readonly DraftField[] = [
  'proxy',
  'proxyHost',
  'proxyPort',
  'proxyUser',
  'proxyPassword',
  'dnsServers',
  'dnsOverHttps',
  'listenPort',
  'portSource',
  'portFile',
  'portCommand',
  'dhtBootstrap',
  'webSeeds',
  'peerNames',
  'utp',
  'ownPeerIds',
  'clientName',
  'uploadLimit',
  'downloadLimit',
];

/** @param otherNames of profiles that are there beside this one */
export function checkDraft(draft: ProfileDraft, otherNames: readonly string[]): Checked {
  const parsed = profileSchema.safeParse(candidateOf(draft));
  const faults: Partial<Record<DraftField, Fault>> = {};
  if (otherNames.includes(draft.name.trim())) faults.name = { kind: 'known', name: 'nameTaken' };
  for (const { path, message, code } of parsed.error?.issues ?? []) {
    const field = fieldAt(path.map(String));
    faults[field] ??= faultAt(field, message, code === 'custom');
  }
  return parsed.success && Object.keys(faults).length === 0
    ? { profile: parsed.data, faults: undefined }
    : { profile: undefined, faults };
}

function fieldAt([first = '', second = '']: readonly string[]): DraftField {
  const byPath: Readonly<Record<string, DraftField>> = {
    binding: 'interface',
    'dns overHttps': 'dnsOverHttps',
    dns: 'dnsServers',
    'portSource path': 'portFile',
    'portSource command': 'portCommand',
    portSource: 'portSource',
    'proxy host': 'proxyHost',
    'proxy port': 'proxyPort',
    'proxy user': 'proxyUser',
    'proxy password': 'proxyPassword',
    proxy: 'proxy',
    listenPort: 'listenPort',
    discovery: 'dhtBootstrap',
    uploadLimitBps: 'uploadLimit',
    downloadLimitBps: 'downloadLimit',
    webRtc: 'webRtc',
  };
  return byPath[`${first} ${second}`] ?? byPath[first] ?? 'name';
}

/** The schema's own words are for programmers wherever it does not say why. */
function faultAt(field: DraftField, message: string, saysWhy: boolean): Fault {
  if (saysWhy) return { kind: 'said', text: message };
  if (field === 'name' || field === 'interface') return { kind: 'said', text: message };
  return { kind: 'known', name: knownFaults[field] ?? 'other' };
}
