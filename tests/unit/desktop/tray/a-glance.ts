import {
  firstGlance,
  type Door,
  type Finding,
  type Glance,
} from '../../../../src/main/desktop/tray/glance.ts';

/** A look at a Warren that seeds through a VPN, with what a test wants to be different. */
export function aGlance(part: Partial<Glance> = {}): Glance {
  return {
    ...firstGlance,
    doors: [aDoor()],
    states: { seeding: 12 },
    shield: 'hidden',
    ...part,
  };
}

export function aDoor(part: Partial<Door> = {}): Door {
  return {
    name: 'Through VPN only',
    isDefault: true,
    state: 'up',
    reasonCode: null,
    interface: 'wg0',
    proxy: null,
    torrents: 12,
    ...part,
  };
}

export function aFinding(part: Partial<Finding> = {}): Finding {
  return {
    code: 'home-address-seen',
    severity: 'alarm',
    values: { addresses: ['203.0.113.7'], sayers: 2, profile: 'Through VPN only' },
    torrentId: null,
    profile: 'Through VPN only',
    ...part,
  };
}
