/** What can be chosen from the menu of a transfer. */
export type MenuWish =
  | 'details'
  | 'pause'
  | 'resume'
  | 'recheck'
  | 'copyMagnet'
  | 'saveTorrent'
  | 'showInFolder'
  | 'options'
  | 'remove';
