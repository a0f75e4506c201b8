/** What is printed on a German keyboard. */
export const keys = {
  control: 'Strg',
  shift: 'Umschalt',
  alt: 'Alt',
  escape: 'Esc',
  space: 'Leertaste',
  enter: 'Eingabe',
  delete: 'Entf',
  home: 'Pos1',
  end: 'Ende',
  pageUp: 'Bild ↑',
  pageDown: 'Bild ↓',
  letters: 'A – Z',
} as const;
