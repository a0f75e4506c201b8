export const firstRun = {
  label: 'A VPN was found',
  found: 'Found a VPN: {interface}.',
  question: 'Send everything through it only?',
  text: 'Transfers then use this tunnel and nothing else. If it goes, they stop until it is back.',
  which: 'VPN',
  accept: 'Through {interface} only',
  notNow: 'Not now',
  done: 'New transfers go through {interface} only',
  folders: {
    label: 'Your folders for music and videos',
    found: 'Found where you keep music and videos.',
    question: 'Take them into the library?',
    text: 'Warren looks into them, changes nothing in them, and tells nobody.',
    add: 'Add {path}',
    done: '{path} is in the library now',
  },
} as const;
