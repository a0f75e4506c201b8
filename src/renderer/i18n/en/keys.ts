/** What is printed on the keys, where the language of the keyboard matters. */
export const keys = {
  control: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  escape: 'Esc',
  space: 'Space',
  enter: 'Enter',
  delete: 'Delete',
  home: 'Home',
  end: 'End',
  pageUp: 'Page ↑',
  pageDown: 'Page ↓',
  letters: 'A – Z',
} as const;
