import type { LeakCheck } from '#shared/contract/network.ts';

export const leakTest = {
  run: 'Lecktest starten',
  again: 'Noch einmal testen',
  cancel: 'Stoppen',
  title: 'Lecktest',
  running: 'Der Test läuft; er dauert einige Sekunden.',
  stopped: 'Der Lecktest wurde gestoppt.',
  waiting: 'noch nicht angesehen',
  steps: 'Schritte des Lecktests',
  check: {
    interface: 'Die Schnittstelle ist da und ist die richtige',
    proxy: 'Alles geht durch den Proxy',
    route: 'Pakete gehen über sie hinaus',
    dns: 'Namen werden über sie nachgeschlagen',
    ipv6: 'IPv6 geht keinen anderen Weg',
    sockets: 'Jede Verbindung ist an sie gebunden',
    native: 'Nichts geht um den Wächter herum',
    'observed-address': 'Andere sehen die richtige Adresse',
    'kernel-packets': 'Das System selbst antwortet auf keinem anderen Weg',
  } satisfies Record<LeakCheck['name'], string>,
  verdict: { ok: 'Bestanden', leak: 'Leck', unknown: 'Unklar' } satisfies Record<
    LeakCheck['verdict'],
    string
  >,
  overall: {
    ok: 'Es wurde kein Leck gefunden.',
    leak: 'Ein Leck wurde gefunden.',
    unknown: 'Ob etwas durchsickert, lässt sich nicht sagen.',
  } satisfies Record<LeakCheck['verdict'], string>,
  at: 'Getestet {time}',
  saveText: 'Als Text speichern',
  saveJson: 'Als JSON speichern',
  reportTitle: 'Warren-Lecktest von „{profile}“, {time}',
  fileName: 'warren-lecktest-{profile}-{date}',
  announced: 'Lecktest von „{profile}“: {verdict}',
} as const;
