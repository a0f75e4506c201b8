export const firstRun = {
  label: 'Ein VPN wurde gefunden',
  found: 'VPN gefunden: {interface}.',
  question: 'Alles nur darüber senden?',
  text: 'Übertragungen verwenden dann diesen Tunnel und nichts anderes. Fällt er aus, stoppen sie, bis er wieder da ist.',
  which: 'VPN',
  accept: 'Nur über {interface}',
  notNow: 'Nicht jetzt',
  done: 'Neue Übertragungen gehen nur über {interface}',
  folders: {
    label: 'Deine Ordner für Musik und Videos',
    found: 'Gefunden, wo deine Musik und deine Videos liegen.',
    question: 'In die Bibliothek aufnehmen?',
    text: 'Warren sieht hinein, ändert nichts darin und sagt es niemandem.',
    add: '{path} aufnehmen',
    done: '{path} ist jetzt in der Bibliothek',
  },
} as const;
