/** What is printed on a Hebrew keyboard: the names of its keys are English. */
export const keys = {
  control: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  escape: 'Esc',
  space: 'רווח',
  enter: 'Enter',
  delete: 'Delete',
  home: 'Home',
  end: 'End',
  pageUp: 'Page ↑',
  pageDown: 'Page ↓',
  letters: 'א – ת',
} as const;
