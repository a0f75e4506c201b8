export const common = {
  cancel: 'Cancel',
  close: 'Close',
  choose: 'Choose…',
  copied: 'Copied',
  copy: 'Copy',
  copyNamed: 'Copy {what}',
  dismiss: 'Dismiss',
  loading: 'Loading…',
  none: '–',
  tryAgain: 'Try again',
  address: 'address',
} as const;
