export const settings = {
  title: 'Einstellungen',
  intro: 'Änderungen werden sofort gespeichert.',
  saved: 'Gespeichert',
  failed: 'Die Einstellungen lassen sich nicht anzeigen',
  downloads: 'Downloads',
  downloadFolder: 'Download-Ordner',
  downloadFolderHint:
    'Wo neue Übertragungen gespeichert werden, wenn nichts anderes gewählt ist. Leer: der Download-Ordner des Systems.',
  downloadFolderPlaceholder: 'Der Download-Ordner des Systems',
  preallocation: 'Platz auf dem Datenträger',
  preallocationAs: {
    sparse: 'Nach Bedarf belegen',
    sparseText: 'Dateien wachsen, während sie eintreffen. Für fast alle am besten.',
    full: 'Am Anfang belegen',
    fullText:
      'Du erfährst sofort, wenn der Platz nicht reicht, und Dateien liegen in einem Stück. Beginnt langsamer: Jedes Byte wird zweimal geschrieben.',
  },
  library: 'Bibliothek',
  networks: 'Netzwerke',
  defaultProfile: 'Netzwerk für neue Übertragungen',
  defaultProfileHint: 'Jede Übertragung kann ein anderes verwenden.',
  profiles: 'Netzwerkprofile',
  profilesHint:
    'Ein Profil sagt, wohin Pakete gehen dürfen und wie andere gefunden werden. Jede Übertragung verwendet eines.',
  newProfile: 'Neues Profil …',
  editProfile: '„{name}“ bearbeiten',
  removeProfile: '„{name}“ entfernen',
  appearance: 'Darstellung',
  theme: 'Farben',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  languageSystem: 'Wie das System',
} as const;
