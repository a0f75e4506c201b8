/** Before something is added: who would learn what. */
export const forecast = {
  forecast: {
    title: 'Wer was erfahren wird',
    learns: 'Wird wissen: {what}',
    plain: 'nicht verschlüsselt',
    mixed: '{count} nicht verschlüsselt | {count} nicht verschlüsselt',
    withKey: 'mit deinem Schlüssel',
    peers: 'Peers, denen du begegnest',
    dht: 'DHT, das öffentliche Verzeichnis',
    lan: 'Geräte im lokalen Netzwerk',
    operator: 'Betreiber von {network}',
    operatorAny: 'Betreiber deines Netzwerks',
    stun: 'STUN-Server',
    other: 'Mit einem anderen Netzwerk',
    without: 'ohne {who}',
    added: 'zusätzlich {who}',
    same: 'dieselben Stellen',
    use: 'Wählen',
    choose: '„{profile}“ wählen',
    choseProfile: 'Netzwerk: {profile}',
  },
} as const;
