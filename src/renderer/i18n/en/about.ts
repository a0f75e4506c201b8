export const about = {
  version: 'Warren {version}. Its own licence: MIT.',
  madeWith: 'Warren is made with the work of many others, who let everybody use it.',
  licences: 'Licences…',
  licencesTitle: 'Licences',
  licencesText: 'What Warren is made with, and under which terms.',
  filter: 'Filter by name or licence',
  count: '{count} package | {count} packages',
  none: 'Nothing of that name',
  electron:
    'This window is Electron with Chromium inside. Their licences are with the program, as LICENSE.electron.txt and LICENSES.chromium.html.',
} as const;
