/**
 * Who says which address we have: peers (`yourip`, BEP 10), trackers (`external ip`, BEP 24), DHT nodes (`ip`, BEP 42),
 * a router or VPN gateway.
 */
export const observedChannels = ['peer', 'tracker', 'dht', 'gateway'] as const;
export type ObservedChannel = (typeof observedChannels)[number];

/** One address as it was named through one profile by one channel. */
export interface ObservedAddress {
  readonly profile: string;
  readonly channel: ObservedChannel;
  readonly address: string;
  /** How many named it. */
  readonly count: number;
}

/** `expected`: what most say, or what the door is known by. `outvoted`: fewer say so. `home`: it was to be hidden. */
export const standings = ['expected', 'outvoted', 'home'] as const;
export type Standing = (typeof standings)[number];
