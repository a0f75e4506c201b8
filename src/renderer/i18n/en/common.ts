export const common = {
  cancel: 'Cancel',
  close: 'Close',
  choose: 'Choose…',
  copied: 'Copied',
  priority: { of: 'How soon {name} comes', low: 'Later', normal: 'Normal', high: 'Sooner', mixed: 'Mixed' },
  copy: 'Copy',
  copyNamed: 'Copy {what}',
  dismiss: 'Dismiss',
  loading: 'Loading…',
  none: '–',
  tryAgain: 'Try again',
  address: 'address',
} as const;
