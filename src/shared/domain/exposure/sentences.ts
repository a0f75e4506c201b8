import type { Verdict, VerdictCode, VerdictValues } from './verdict.ts';

/**
 * What a verdict says, in English, for the command line and as the source of translations. Placeholders as vue-i18n
 * writes them.
 */
export const verdictSentences: Readonly<Record<VerdictCode, string>> = {
  'home-address-seen':
    'Your home address {addresses} is seen, although “{profile}” is to hide it. Times that it was named: {sayers}.',
  'ipv6-beside-tunnel': 'Others see the IPv6 address {addresses}, which does not go through “{interface}”.',
  'name-asked-outside':
    'The name {names} was asked of {resolvers} outside “{interface}”: whoever runs it knows whom you want to reach.',
  'private-in-dht': 'This torrent is private, but DHT nodes were told that you have it, {nodes} of them.',
  'addresses-disagree':
    'Others do not agree on your address: they named {addresses}. One of them is wrong, or something goes round “{profile}”.',
  'passkey-over-http':
    'Your key at {hosts} goes over the network unencrypted: whoever reads it can pass for you.',
  'plain-text-peers':
    'Peers talk with you unencrypted, {peers} of them: whoever runs {network} can read what is transferred.',
  'tracker-over-http':
    'Trackers are asked unencrypted ({hosts}): whoever runs {network} can read which torrent you have.',
  'linkable-peer-id':
    'Peers and trackers can tell that you are in other torrents too ({torrents}): all of them show the same peer id.',
  'linkable-port':
    'Peers and trackers can guess that you are in other torrents too ({torrents}): all of them use the same port.',
  'address-in-the-open':
    'Everybody in this list can see your address {addresses}: “{profile}” does not hide it.',
  'last-seeder': 'Only you have all of this: nobody else was seen who could give it.',
};

/** In English. */
export function sentenceOf({ code, values }: Pick<Verdict, 'code' | 'values'>): string {
  return fillIn(verdictSentences[code], values);
}

function fillIn(sentence: string, values: VerdictValues): string {
  return sentence.replace(/\{(\w+)\}/gu, (_, key: string) => {
    const value = values[key] ?? '';
    return typeof value === 'object' ? listed(value) : String(value);
  });
}

function listed(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} and ${last}`;
}
