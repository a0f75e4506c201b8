import type { DenialReason, Observer } from '#shared/contract/engine-door.ts';
import type { DoorEvent, ProfileStatus, ShutReason } from '#shared/contract/network.ts';
import type { InterfaceKind } from '#shared/domain/network-interface.ts';

/** What can be said of a network profile's door, wherever it is said. */
export const doors = {
  look: {
    protected: 'Geschützt',
    unverified: 'Noch nicht geprüft',
    dead: 'Keine Antwort',
    // Short: it stands in a row of the table, beside the name of the profile.
    shut: 'Zu',
    open: 'Offen',
  },
  /** The same in a few words more, beside its name. */
  hint: {
    protected: 'geschützt, über {interface}',
    unverified: 'noch nicht geprüft, über {interface}',
    dead: 'keine Antwort über {interface}',
    shut: 'geschlossen: nichts geht hinaus',
    open: 'jedes Netzwerk',
  },
  shut: {
    'interface-missing': '„{interface}“ ist weg',
    'interface-changed': '„{interface}“ wurde neu angelegt',
    'interface-down': '„{interface}“ ist ausgeschaltet',
    'no-address': '„{interface}“ hat keine Adresse',
    'no-route': 'nichts führt über „{interface}“',
    'left-the-door': 'eine Verbindung war nicht an „{interface}“ gebunden',
    'cannot-bind': 'Verbindungen lassen sich nicht an „{interface}“ binden',
    'engine-down': 'der Netzwerkteil steht',
    'waits-for-you': 'das Netzwerk ist wieder da und wartet auf dich',
    asleep: 'der Computer schläft',
    'password-missing': 'das Passwort des Proxys fehlt',
  } satisfies Record<ShutReason, string>,
  denied: {
    'door-closed': 'wollte hinaus, während die Tür geschlossen war',
    name: 'wollte das System einen Namen nachschlagen lassen',
    ipv6: 'wollte IPv6 verwenden, das dieses Profil hier nicht hat',
    'no-address': 'wollte IPv4 verwenden, wofür die Schnittstelle keine Adresse hat',
    'not-local': 'wollte aus dem lokalen Netzwerk hinaus',
    interface: 'ließ sich nicht an die Schnittstelle binden',
    native: 'wollte um die Tür herum',
    proxy: 'wollte einen Weg gehen, den der Proxy nicht hat (UDP)',
  } satisfies Record<DenialReason, string>,
  off: {
    webrtc: 'Peers in Browsern (WebRTC)',
    utp: 'uTP',
    ipv6: 'IPv6',
    dht: 'Öffentliches Verzeichnis (DHT)',
    'udp-trackers': 'Tracker über UDP',
    lan: 'Lokales Netzwerk',
    listening: 'Verbindungen von anderen',
  } satisfies Record<ProfileStatus['off'][number], string>,
  offWhy: {
    webrtc: 'ihre Verbindungen lassen sich weder an eine Schnittstelle binden noch durch einen Proxy senden.',
    utp: 'das Profil lässt es weg oder hat einen Proxy. Peers werden über TCP erreicht.',
    ipv6: 'das Profil lässt es weg, oder die Schnittstelle hat keine Adresse dafür.',
    dht: 'ein Proxy befördert es nicht (UDP).',
    'udp-trackers': 'ein Proxy befördert sie nicht. Die über HTTP und HTTPS werden gefragt.',
    lan: 'ein Proxy befördert es nicht (UDP).',
    listening: 'durch einen Proxy kann dich niemand erreichen; du verbindest dich mit ihnen.',
  } satisfies Record<ProfileStatus['off'][number], string>,
  observer: {
    peer: '{count} Peer | {count} Peers',
    tracker: '{count} Tracker | {count} Tracker',
    dht: '{count} Knoten des öffentlichen Verzeichnisses | {count} Knoten des öffentlichen Verzeichnisses',
    gateway: 'das Gateway | {count} Gateways',
  } satisfies Record<Observer, string>,
  event: {
    opened: 'Geöffnet',
    shut: 'Geschlossen',
    dead: 'Keine Antwort',
    alive: 'Antwortet wieder',
    port: 'Port',
    denied: 'Aufgehalten',
    'left-the-door': 'Nicht gebunden',
  } satisfies Record<DoorEvent['kind'], string>,
  kind: {
    vpn: 'VPN',
    lan: 'Kabel oder WLAN',
    cellular: 'Mobilfunk',
    loopback: 'nur dieser Computer',
    other: 'anderes',
  } satisfies Record<InterfaceKind, string>,
} as const;
