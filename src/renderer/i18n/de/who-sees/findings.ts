import type { Remedy } from '#shared/domain/exposure/verdict.ts';

/** What was found, worst first, and what can be done about it. */
export const findings = {
  findings: {
    label: 'Was daraus folgt',
    more: '{count} kleineren Befund zeigen | {count} kleinere Befunde zeigen',
    ofTorrent: 'Über „{name}“',
    ofProfile: 'Über jede Übertragung von „{profile}“',
    severity: { alarm: 'Alarm', warning: 'Warnung', info: 'Gut zu wissen' },
  },
  remedies: {
    do: {
      'change-profile': 'Netzwerk wechseln …',
      'require-encryption': 'Verschlüsselung verlangen …',
      'turn-dht-off': 'Öffentliches Verzeichnis ausschalten …',
      'turn-trackers-off': 'Tracker ausschalten …',
      'turn-ipv6-off': 'IPv6 ausschalten …',
      'new-identity': 'Neue Identität …',
      'identity-per-torrent': 'Andere Identität für jede Übertragung …',
      ban: 'Auswählen, wer gesperrt wird',
      pause: 'Anhalten',
    } satisfies Record<Remedy, string>,
    text: {
      'change-profile':
        'Verbindungen durch das jetzige Netzwerk enden. Wer dich dort kennt, weiß weiterhin, was er erfahren hat.',
      'require-encryption':
        'Alle Übertragungen von „{profile}“ sprechen dann nur mit Peers, die verschlüsseln können. Manche bleiben außen vor.',
      'turn-dht-off': 'Übertragungen von „{profile}“ finden andere dann nur über Tracker und andere Peers.',
      'turn-trackers-off':
        'Keine Übertragung von „{profile}“ fragt mehr einen Tracker. Private finden dann niemanden.',
      'turn-ipv6-off': 'Übertragungen von „{profile}“ verwenden dann nur IPv4.',
      'new-identity':
        'Alle Verbindungen dieser Übertragung enden, und sie beginnt neu mit einer anderen Peer-ID und, wo sonst niemand sie verwendet, mit anderem Port und anderer DHT-ID. Wer ihre Adresse kennt, kennt sie weiterhin.',
      'identity-per-torrent':
        'Jede Übertragung von „{profile}“ zeigt dann eine eigene Peer-ID. Laufende Verbindungen beginnen neu.',
    },
    confirm: {
      'change-profile': 'Wechseln',
      'require-encryption': 'Verlangen',
      'turn-dht-off': 'Ausschalten',
      'turn-trackers-off': 'Ausschalten',
      'turn-ipv6-off': 'Ausschalten',
      'new-identity': 'Neu beginnen',
      'identity-per-torrent': 'So machen',
    },
    done: 'Erledigt: {what}',
    renewed: 'Neu begonnen; gewechselt: {what}',
    identity: { 'peer-id': 'Peer-ID', port: 'Port', 'dht-id': 'DHT-ID' },
    network: 'Netzwerk',
  },
} as const;
