import type { GivenName } from '#shared/contract/presets.ts';

/** Of the profiles that came with Warren, while they are called as they were then. */
export const profileNames = {
  vpn: 'Through VPN only',
  friends: 'Friends only',
  lan: 'LAN only',
  open: 'Open',
  'open-after-repair': 'Open (after a repair)',
} satisfies Record<GivenName, string>;
