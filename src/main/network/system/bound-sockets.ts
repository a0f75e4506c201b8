export interface SocketWish {
  readonly type: 'tcp' | 'udp';
  readonly family: 4 | 6;
  /** Interface by name. Everything in and out goes through it or not at all. */
  readonly device: string;
  /** Local address of that interface; the family's "any" where it does not matter. */
  readonly address?: string;
  readonly port?: number;
  /** For listeners, and for several on one multicast port. */
  readonly isShared?: boolean;
}

/** How this system keeps a socket on one interface. */
export type BoundSockets = DeviceSockets | AddressSockets;

/** Sockets that the kernel ties to one interface before anything can be sent, handed over as file descriptors. */
export interface DeviceSockets {
  readonly kind: 'device';
  /** @throws SystemError: `ENODEV` the interface is not there, `EADDRINUSE`, `EADDRNOTAVAIL` … and nothing is left open */
  open(wish: SocketWish): number;
  /** Whether an open descriptor of this process is an internet socket tied to the interface; undefined for what is none. */
  isTiedTo(fd: number, device: string): boolean | undefined;
  /** The number behind a name; 0 when there is no such interface. A new interface of the same name has another one. */
  indexOf(name: string): number;
}

/**
 * Where Node takes no descriptors (Windows): every socket is bound to the interface's own address, and a host after the
 * strong model (RFC 1122, 3.3.4.2; Windows since Vista) sends and receives with an address only through the interface
 * that has it. When the address is gone, binding fails. The kernel cannot be asked afterwards.
 */
export interface AddressSockets {
  readonly kind: 'address';
  /** As above; where the system gives no number, one made of what the interface has. */
  indexOf(name: string): number;
}
