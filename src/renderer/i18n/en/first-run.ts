export const firstRun = {
  label: 'A VPN was found',
  found: 'Found a VPN: {interface}.',
  question: 'Send everything through it only?',
  text: 'Transfers then use this tunnel and nothing else. If it goes, they stop until it is back.',
  which: 'VPN',
  accept: 'Through {interface} only',
  notNow: 'Not now',
  done: 'New transfers go through {interface} only',
} as const;
