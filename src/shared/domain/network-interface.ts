/** `vpn`: a tunnel; `lan`: cable or wireless; `cellular`: paid by volume, as far as the system says. */
export const interfaceKinds = ['vpn', 'lan', 'cellular', 'loopback', 'other'] as const;
export type InterfaceKind = (typeof interfaceKinds)[number];

export interface InterfaceAddress {
  readonly address: string;
  readonly family: 4 | 6;
  /** `fe80::…`: only on this very link. */
  readonly isLinkLocal: boolean;
  /** The network it lies on, as CIDR. */
  readonly network: string;
}

/** One network interface of this computer at one moment. */
export interface NetworkInterface {
  readonly name: string;
  /** Changes when an interface is made anew under the same name: sockets of the old one are dead then. */
  readonly index: number;
  readonly kind: InterfaceKind;
  readonly isUp: boolean;
  readonly addresses: readonly InterfaceAddress[];
  /** Whether the main routing table sends what has no better way through it (also as two halves, as VPNs do). */
  readonly hasDefaultRoute4: boolean;
  readonly hasDefaultRoute6: boolean;
  readonly gateway4: string | null;
  /** Resolvers that the system knows for it. */
  readonly dnsServers: readonly string[];
}

/** The address that packets through an interface carry; undefined where it has none of that family. */
export function sourceAddress({ addresses }: NetworkInterface, family: 4 | 6): string | undefined {
  return addresses.find((candidate) => candidate.family === family && !candidate.isLinkLocal)?.address;
}
