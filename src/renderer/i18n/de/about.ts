export const about = {
  version: 'Warren {version}. Eigene Lizenz: MIT.',
  madeWith: 'Warren beruht auf der Arbeit vieler anderer, die jeder verwenden darf.',
  licences: 'Lizenzen …',
  licencesTitle: 'Lizenzen',
  licencesText: 'Woraus Warren besteht, und zu welchen Bedingungen.',
  filter: 'Nach Name oder Lizenz filtern',
  count: '{count} Paket | {count} Pakete',
  none: 'Nichts mit diesem Namen',
  electron:
    'Dieses Fenster ist Electron mit Chromium darin. Deren Lizenzen liegen beim Programm, als LICENSE.electron.txt und LICENSES.chromium.html.',
} as const;
