export const firstRun = {
  label: 'Ein VPN wurde gefunden',
  found: 'VPN gefunden: {interface}.',
  question: 'Alles nur darüber senden?',
  text: 'Übertragungen verwenden dann diesen Tunnel und nichts anderes. Fällt er aus, stoppen sie, bis er wieder da ist.',
  which: 'VPN',
  accept: 'Nur über {interface}',
  notNow: 'Nicht jetzt',
  done: 'Neue Übertragungen gehen nur über {interface}',
} as const;
