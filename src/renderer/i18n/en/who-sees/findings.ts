import type { Remedy } from '#shared/domain/exposure/verdict.ts';

/** What was found, worst first, and what can be done about it. */
export const findings = {
  findings: {
    label: 'What follows from it',
    more: 'Show {count} smaller finding | Show {count} smaller findings',
    ofTorrent: 'About “{name}”',
    ofProfile: 'About every transfer of “{profile}”',
    severity: { alarm: 'Alarm', warning: 'Warning', info: 'Good to know' },
  },
  remedies: {
    do: {
      'change-profile': 'Change the network…',
      'require-encryption': 'Require encryption…',
      'turn-dht-off': 'Turn the public directory off…',
      'turn-trackers-off': 'Turn trackers off…',
      'turn-ipv6-off': 'Turn IPv6 off…',
      'new-identity': 'New identity…',
      'identity-per-torrent': 'Another identity for each transfer…',
      ban: 'Choose whom to ban',
      pause: 'Pause it',
    } satisfies Record<Remedy, string>,
    text: {
      'change-profile':
        'Links through the present network end. Those who know you there still know what they learned.',
      'require-encryption':
        'All transfers of “{profile}” then talk only with peers that can encrypt. Some will be left out.',
      'turn-dht-off': 'Transfers of “{profile}” then find people through trackers and other peers only.',
      'turn-trackers-off':
        'No transfer of “{profile}” asks a tracker any more. Private ones then find nobody.',
      'turn-ipv6-off': 'Transfers of “{profile}” then use IPv4 only.',
      'new-identity':
        'All links of this transfer end, and it begins anew with another peer id, and where nobody else uses them another port and DHT id. Whoever knows its address still does.',
      'identity-per-torrent':
        'Each transfer of “{profile}” then shows a peer id of its own. Running links begin anew.',
    },
    confirm: {
      'change-profile': 'Change it',
      'require-encryption': 'Require it',
      'turn-dht-off': 'Turn it off',
      'turn-trackers-off': 'Turn them off',
      'turn-ipv6-off': 'Turn it off',
      'new-identity': 'Begin anew',
      'identity-per-torrent': 'Do so',
    },
    done: 'Done: {what}',
    renewed: 'Begun anew with another {what}',
    identity: { 'peer-id': 'peer id', port: 'port', 'dht-id': 'DHT id' },
    network: 'Network',
  },
} as const;
