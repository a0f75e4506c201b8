export const library = {
  title: 'Library',
  emptyTitle: 'Your music and videos will live here',
  emptyText:
    'Warren does not look into your folders yet. You can already share a file or folder and follow it in Transfers.',
  share: 'Share a file or folder…',
  toTransfers: 'Go to Transfers',
} as const;
