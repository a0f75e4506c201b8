/** What can be chosen from the menu of items. */
export type MenuWish =
  | 'open'
  | 'play'
  | 'play-next'
  | 'enqueue'
  | 'favourite'
  | 'labels'
  | 'choose-list'
  | 'new-list'
  | 'to-album'
  | 'to-artist'
  | 'show-in-folder'
  | 'share'
  | 'edit-list'
  | 'take-away';
