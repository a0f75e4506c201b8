import type { GivenName } from '#shared/contract/presets.ts';

/** Of the profiles that came with Warren, while they are called as they were then. */
export const profileNames = {
  vpn: 'Nur über VPN',
  friends: 'Nur Freunde',
  lan: 'Nur LAN',
  open: 'Offen',
  'open-after-repair': 'Offen (nach einer Reparatur)',
} satisfies Record<GivenName, string>;
