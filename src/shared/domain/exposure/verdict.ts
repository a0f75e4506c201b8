/** How bad it is. `alarm`: what was to be hidden is seen. `warning`: somebody could. `info`: good to know. */
export const severities = ['info', 'warning', 'alarm'] as const;
export type Severity = (typeof severities)[number];

export const verdictCodes = [
  'home-address-seen',
  'ipv6-beside-tunnel',
  'name-asked-outside',
  'private-in-dht',
  'addresses-disagree',
  'passkey-over-http',
  'plain-text-peers',
  'tracker-over-http',
  'linkable-peer-id',
  'linkable-port',
  'address-in-the-open',
  'last-seeder',
] as const;
export type VerdictCode = (typeof verdictCodes)[number];

const severityByCode: Readonly<Record<VerdictCode, Severity>> = {
  'home-address-seen': 'alarm',
  'ipv6-beside-tunnel': 'alarm',
  'name-asked-outside': 'alarm',
  'private-in-dht': 'alarm',
  'addresses-disagree': 'warning',
  'passkey-over-http': 'warning',
  'plain-text-peers': 'warning',
  'tracker-over-http': 'info',
  'linkable-peer-id': 'info',
  'linkable-port': 'info',
  'address-in-the-open': 'info',
  'last-seeder': 'info',
};

export function severityOf(code: VerdictCode): Severity {
  return severityByCode[code];
}

/** What can be done about a verdict, where it is shown. */
export const remedies = [
  'change-profile',
  'require-encryption',
  'turn-dht-off',
  'turn-trackers-off',
  'turn-ipv6-off',
  'new-identity',
  'identity-per-torrent',
  'ban',
  'pause',
] as const;
export type Remedy = (typeof remedies)[number];

const remediesByCode: Readonly<Record<VerdictCode, readonly Remedy[]>> = {
  'home-address-seen': ['pause', 'change-profile'],
  'ipv6-beside-tunnel': ['turn-ipv6-off', 'pause', 'change-profile'],
  'name-asked-outside': ['change-profile', 'pause'],
  'private-in-dht': ['turn-dht-off', 'pause'],
  'addresses-disagree': ['pause', 'change-profile'],
  'passkey-over-http': ['turn-trackers-off', 'change-profile'],
  'plain-text-peers': ['require-encryption', 'change-profile'],
  'tracker-over-http': ['turn-trackers-off', 'change-profile'],
  'linkable-peer-id': ['identity-per-torrent', 'new-identity'],
  'linkable-port': ['change-profile'],
  'address-in-the-open': ['change-profile'],
  'last-seeder': [],
};

export function remediesOf(code: VerdictCode): readonly Remedy[] {
  return remediesByCode[code];
}

/** What is put into a sentence; a list is joined by "and" in the language of whoever reads it. */
export type VerdictValues = Readonly<Record<string, string | number | readonly string[]>>;

/** One finding of the rules. */
export interface Verdict {
  readonly code: VerdictCode;
  readonly severity: Severity;
  readonly values: VerdictValues;
}

export function makeVerdict(code: VerdictCode, values: VerdictValues = {}): Verdict {
  return { code, severity: severityOf(code), values };
}

/** The worst first; of the same severity in the order of the codes. */
export function inOrder<V extends Pick<Verdict, 'code' | 'severity'>>(verdicts: readonly V[]): V[] {
  return verdicts.toSorted(
    (one, other) =>
      severities.indexOf(other.severity) - severities.indexOf(one.severity) ||
      verdictCodes.indexOf(one.code) - verdictCodes.indexOf(other.code),
  );
}
