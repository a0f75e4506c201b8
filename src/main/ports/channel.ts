/** Bytes to and from one peer, whatever carries them. The network room makes it, the engine's wire speaks through it. */
export interface Channel {
  readonly kind: 'tcp' | 'utp' | 'webrtc';
  /** Undefined where the peer's address is not known (some WebRTC peers). IPv4 in IPv6 clothes is IPv4. */
  readonly remote: PeerAddress | undefined;
  /** Begins reading. Nothing comes before, and `onEnd` comes once, with nothing after it. */
  start(listener: ChannelListener): void;
  /** `bytes` are lent until `onSent` is called, which it always is: also when the channel ends before. */
  write(bytes: Uint8Array, onSent: () => void): void;
  /** Written and not yet taken by the system. */
  readonly queuedBytes: number;
  pauseReading(): void;
  resumeReading(): void;
  /** At once; nothing more is read or sent, not even what was written before. */
  destroy(): void;
}

export interface PeerAddress {
  readonly address: string;
  readonly port: number;
}

export interface ChannelListener {
  /** `bytes` are lent: valid until this returns. */
  onBytes(bytes: Uint8Array): void;
  onEnd(error?: Error): void;
}
