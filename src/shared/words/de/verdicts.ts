import type { VerdictCode } from '#shared/domain/exposure/verdict.ts';

/** What follows from what others learned, by its code. */
export const verdicts = {
  'home-address-seen':
    'Deine Heimadresse {addresses} wird gesehen, obwohl „{profile}“ sie verbergen soll. So oft wurde sie genannt: {sayers}.',
  'ipv6-beside-tunnel': 'Andere sehen die IPv6-Adresse {addresses}, die nicht über „{interface}“ geht.',
  'name-asked-outside':
    'Nach dem Namen {names} wurde {resolvers} außerhalb von „{interface}“ gefragt: Wer das betreibt, weiß, wen du erreichen willst.',
  'private-in-dht':
    'Dieser Torrent ist privat, aber Knoten des öffentlichen Verzeichnisses (DHT) haben erfahren, dass du ihn hast: {nodes}.',
  'addresses-disagree':
    'Andere sind sich über deine Adresse nicht einig: Genannt wurden {addresses}. Eine davon ist falsch, oder etwas geht um „{profile}“ herum.',
  'passkey-over-http':
    'Dein Schlüssel bei {hosts} geht unverschlüsselt durchs Netzwerk: Wer ihn liest, kann sich als du ausgeben.',
  'plain-text-peers':
    'Peers sprechen unverschlüsselt mit dir, insgesamt {peers}: Wer {network} betreibt, kann lesen, was übertragen wird.',
  'tracker-over-http':
    'Tracker werden unverschlüsselt gefragt ({hosts}): Wer {network} betreibt, kann lesen, welchen Torrent du hast.',
  'linkable-peer-id':
    'Peers und Tracker erkennen, dass du auch an anderen Torrents teilnimmst ({torrents}): Alle zeigen dieselbe Peer-ID.',
  'linkable-port':
    'Peers und Tracker können erraten, dass du auch an anderen Torrents teilnimmst ({torrents}): Alle verwenden denselben Port.',
  'address-in-the-open':
    'Alle in dieser Liste können deine Adresse {addresses} sehen: „{profile}“ verbirgt sie nicht.',
  'last-seeder': 'Nur du hast alles davon: Niemand sonst war zu sehen, der es geben könnte.',
} satisfies Record<VerdictCode, string>;
