import type { ErrorCode } from '#shared/contract/errors.ts';

/** For each code: what happened, and what was kept safe or can be done. The compiler asks for every one. */
export const errors = {
  'invalid-input': {
    what: 'Mit der Eingabe konnte Warren nichts anfangen.',
    then: 'Nichts wurde geändert. Prüfe sie und versuche es erneut.',
  },
  'invalid-torrent': {
    what: 'Das ist kein gültiger Magnet-Link und keine gültige .torrent-Datei.',
    then: 'Nichts wurde hinzugefügt. Bitte um eine neue Kopie, wo du sie gefunden hast.',
  },
  'unsafe-torrent': {
    what: 'Dieser Torrent will außerhalb seines Ordners schreiben und wurde darum abgelehnt.',
    then: 'Nichts wurde geschrieben.',
  },
  'unsupported-v2': {
    what: 'Dieser Torrent ist von einer neueren Art (BitTorrent v2), die Warren noch nicht kann.',
    then: 'Nichts wurde hinzugefügt. Oft gibt es denselben Torrent auch in der älteren Art.',
  },
  'not-found': {
    what: 'Diese Übertragung gibt es nicht mehr.',
    then: 'Vielleicht wurde sie in einem anderen Fenster entfernt.',
  },
  'ambiguous-id': {
    what: 'Mehr als eine Übertragung passt zu diesem Namen.',
    then: 'Nichts wurde geändert. Gib mehr vom Anfang an.',
  },
  'already-there': {
    what: 'Diese Übertragung hast du schon.',
    then: 'Sie blieb, wie sie ist.',
  },
  'no-metadata-yet': {
    what: 'Die Liste der Dateien ist noch nicht da.',
    then: 'Sie kommt von anderen, die es haben. Versuche es gleich noch einmal.',
  },
  'path-missing': {
    what: 'Diese Datei oder diesen Ordner gibt es nicht.',
    then: 'Nichts wurde geändert. Prüfe den Pfad; ist das Laufwerk angeschlossen?',
  },
  'drive-away': {
    what: 'Der Datenträger mit dieser Datei ist nicht da.',
    then: 'Nichts davon ist verloren. Verbinde ihn; es geht von selbst weiter.',
  },
  'not-writable': {
    what: 'Warren darf in diesen Ordner nicht schreiben.',
    then: 'Nichts wurde geschrieben. Wähle einen anderen Ordner, oder erlaube das Schreiben dort.',
  },
  'not-readable': {
    what: 'Warren darf diese Datei oder diesen Ordner nicht lesen.',
    then: 'Nichts wurde geändert. Erlaube das Lesen, oder wähle etwas anderes.',
  },
  'disk-full': {
    what: 'Der Datenträger ist voll.',
    then: 'Was angekommen ist, bleibt erhalten. Schaffe Platz, dann geht es weiter.',
  },
  'port-taken': {
    what: 'Ein anderes Programm verwendet diesen Port.',
    then: 'Wähle einen anderen Port, oder 0, damit das System einen wählt.',
  },
  'already-running': {
    what: 'Warren läuft mit diesen Daten schon.',
    then: 'Verwende das Fenster, das offen ist.',
  },
  'not-running': {
    what: 'Warren läuft nicht.',
    then: 'Starte es, dann versuche es erneut.',
  },
  'engine-down': {
    what: 'Der Teil von Warren, der mit dem Netzwerk spricht, ist stehen geblieben.',
    then: 'Er wird neu gestartet; deine Übertragungen und Dateien bleiben erhalten.',
  },
  'profile-in-use': {
    what: 'Übertragungen verwenden dieses Netzwerk.',
    then: 'Nichts wurde entfernt. Verschiebe sie zuerst in ein anderes Netzwerk.',
  },
  'interface-missing': {
    what: 'Diese Netzwerkschnittstelle ist nicht da.',
    then: 'Nichts geht einen anderen Weg. Schalte das VPN ein, oder wähle eine andere Schnittstelle.',
  },
  'catalog-damaged': {
    what: 'Die Liste der Übertragungen ist beschädigt.',
    then: 'Deine Dateien sind unberührt. Warren behält eine Kopie der beschädigten Liste.',
  },
  'catalog-too-new': {
    what: 'Die Liste der Übertragungen stammt von einem neueren Warren.',
    then: 'Sie blieb unberührt. Aktualisiere Warren, um sie zu öffnen.',
  },
  'settings-too-new': {
    what: 'Die Einstellungen stammen von einem neueren Warren.',
    then: 'Sie blieben unberührt. Aktualisiere Warren, um sie zu verwenden.',
  },
  unauthorised: {
    what: 'Warren kennt dieses Fenster nicht.',
    then: 'Öffne den Link, den Warren beim Start ausgegeben hat.',
  },
  'too-many-requests': {
    what: 'Das war zu viel auf einmal.',
    then: 'Warte einen Augenblick, dann versuche es erneut.',
  },
  cancelled: {
    what: 'Das wurde abgebrochen.',
    then: 'Nichts wurde geändert.',
  },
  disconnected: {
    what: 'Die Verbindung zu Warren ging verloren.',
    then: 'Deine Eingaben bleiben hier stehen. Versuche es erneut, wenn sie wieder da ist.',
  },
  internal: {
    what: 'In Warren ist etwas schiefgegangen.',
    then: 'Deine Dateien sind unberührt. Mehr steht im Protokoll.',
  },
} as const satisfies Record<ErrorCode, { readonly what: string; readonly then: string }>;
