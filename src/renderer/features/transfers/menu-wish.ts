/** What can be chosen from the menu of a transfer. */
export type MenuWish =
  | 'details'
  | 'play'
  | 'pause'
  | 'resume'
  | 'startNow'
  | 'recheck'
  | 'copyMagnet'
  | 'saveTorrent'
  | 'showInFolder'
  | 'moveFiles'
  | 'options'
  | 'remove';
