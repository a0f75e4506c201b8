import type { DoorSentence } from '#shared/contract/door-sentences.ts';

/** What the core says of doors, by its name there. */
export const said = {
  // Warnings of a profile.
  'split-route':
    'Was Warren sendet, geht nur über „{interface}“. Aber das System selbst antwortet vielleicht einem Peer, der nicht mehr verbunden ist, im Namen von {addresses}, und diese Pakete gingen über {through} hinaus: Dein Anbieter könnte sehen, an wen. Diese Zeilen verhindern es, bis der Computer neu startet oder das VPN den Tunnel neu anlegt:',
  'not-verified-on-this-system':
    'Auf diesem Betriebssystem hat noch niemand den Lecktest laufen lassen. Starte ihn, und sieh dir an, was er sagt.',
  'no-dns':
    'Für „{interface}“ ist kein DNS-Server bekannt: Tracker, die mit Namen angegeben sind, lassen sich nicht erreichen. Trage einen im Profil ein.',

  // Events at a door.
  opened: 'Offen über „{interface}“.',
  'shut-interface-missing': '„{interface}“ ist weg.',
  'shut-interface-changed': '„{interface}“ wurde neu angelegt.',
  'shut-interface-down': '„{interface}“ ist ausgeschaltet.',
  'shut-no-address': '„{interface}“ hat seine Adresse verloren.',
  'shut-no-route': 'Der Weg über „{interface}“ ist weg.',
  'shut-left-the-door': 'Eine Verbindung war nicht an „{interface}“ gebunden. Alle wurden beendet.',
  'shut-cannot-bind': 'Auf diesem Computer lassen sich Verbindungen nicht an „{interface}“ binden.',
  'shut-engine-down': 'Der Netzwerkteil ist stehen geblieben.',
  'shut-waits-for-you': 'Das Netzwerk ist wieder da. Es öffnet sich, wenn du eine Übertragung fortsetzt.',
  'shut-asleep': 'Der Computer schläft. Es öffnet sich, wenn das Netzwerk neu angesehen wurde.',
  'shut-password-missing':
    'Das Passwort des Proxys lässt sich auf diesem Computer nicht öffnen. Gib es im Profil neu ein.',
  dead: 'Nichts antwortet mehr darüber.',
  alive: 'Es antwortet wieder.',
  port: 'Andere erreichen es über Port {port}.',
  'denied-door-closed': 'Etwas wollte hinaus, während die Tür geschlossen war, und wurde aufgehalten.',
  'denied-name': 'Etwas wollte das System einen Namen nachschlagen lassen und wurde aufgehalten.',
  'denied-ipv6': 'Etwas wollte IPv6 verwenden, das dieses Profil hier nicht hat, und wurde aufgehalten.',
  'denied-no-address':
    'Etwas wollte IPv4 verwenden, wofür die Schnittstelle keine Adresse hat, und wurde aufgehalten.',
  'denied-not-local': 'Etwas wollte aus dem lokalen Netzwerk hinaus und wurde aufgehalten.',
  'denied-interface': 'Etwas ließ sich nicht an die Schnittstelle binden und wurde aufgehalten.',
  'denied-native': 'Etwas wollte um die Tür herum und wurde aufgehalten.',
  'denied-proxy': 'Etwas wollte UDP verwenden, das der Proxy nicht befördert, und wurde aufgehalten.',

  // Checks of the leak test.
  'check-open':
    '„{profile}“ erlaubt jedes Netzwerk: Alles geht hinaus, wie dieser Computer alles andere sendet.',
  'check-open-seen':
    '„{profile}“ erlaubt jedes Netzwerk: Alles geht hinaus, wie dieser Computer alles andere sendet. Andere sehen {addresses}.',
  'check-tied': 'Jede Verbindung ist an „{interface}“ gebunden, von {addresses} aus.',
  'check-route': 'Auch die Routen des Computers selbst führen über „{interface}“.',
  'check-no-route':
    'Von selbst führt keine Route über „{interface}“; die Verbindungen von Warren sind trotzdem daran gebunden.',
  'check-kernel': 'Was das System selbst Peers antwortet, nimmt denselben Weg.',
  'check-kernel-unknown':
    'Dieses Betriebssystem sagt nicht, welchen Weg seine eigenen Antworten an Peers nehmen.',
  'check-sockets': 'Alle {sockets} offenen sind an die Schnittstelle gebunden.',
  'check-sockets-unknown': 'Dieses Betriebssystem sagt nicht, woran eine Verbindung gebunden ist.',
  'check-sockets-leak':
    '{unexplained} von {sockets} sind nicht an die Schnittstelle gebunden. Alle wurden beendet.',
  'check-native': 'Peers in Browsern (WebRTC) sind aus: Sie ließen sich nicht an eine Schnittstelle binden.',
  'check-native-leak': 'Peers in Browsern (WebRTC) sind an und gehen an der Schnittstelle vorbei.',
  'check-ipv6-off': 'IPv6 ist in diesem Profil aus.',
  'check-ipv6': 'IPv6 geht nur von {addresses} hinaus.',
  'check-ipv6-none': 'Die Schnittstelle hat keine IPv6-Adresse, also wird IPv6 nicht verwendet.',
  'check-dns':
    'Nach Namen wird {server} über die Schnittstelle gefragt; die Antwort kam nach {milliseconds} ms.',
  'check-dns-silent':
    'Nach Namen würde {server} über die Schnittstelle gefragt; von dort kommt keine Antwort.',
  'check-dns-nobody':
    'Für die Schnittstelle ist kein DNS-Server bekannt, also wird kein Name nachgeschlagen.',
  'check-proxy':
    'Alles geht an {proxy}, wo auch Namen nachgeschlagen werden; die Antwort kam nach {milliseconds} ms.',
  'check-proxy-silent': 'Alles ginge an {proxy}, aber von dort kommt keine Antwort. Ohne geht nichts hinaus.',
  'check-seen': 'Andere sehen {addresses}.',
  'check-seen-wrong': 'Andere sehen {addresses}, und das ist nicht die Adresse des Tunnels.',
  'check-seen-nobody':
    'Noch hat niemand gesagt, welche Adresse zu sehen ist. Beginne eine Übertragung und teste erneut.',
} as const satisfies Record<DoorSentence, string>;
