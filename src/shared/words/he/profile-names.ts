import type { GivenName } from '#shared/contract/presets.ts';

/** Of the profiles that came with Warren, while they are called as they were then. */
export const profileNames = {
  vpn: 'דרך VPN בלבד',
  friends: 'חברים בלבד',
  lan: 'רשת מקומית בלבד',
  open: 'פתוח',
  'open-after-repair': 'פתוח (אחרי תיקון)',
} satisfies Record<GivenName, string>;
