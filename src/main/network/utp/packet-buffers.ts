/** Buffers of one packet each, used again. */
export interface PacketBuffers {
  take(): Buffer;
  /** The system may hold it still where it could not send at once: then it is left to the garbage collector. */
  giveBack(bytes: Buffer): void;
}

/** Some 1.4 MB. */
const maxFree = 1_024;

export function makePacketBuffers({
  bytes,
  isSystemBehind,
}: {
  readonly bytes: number;
  readonly isSystemBehind: () => boolean;
}): PacketBuffers {
  const free: Buffer[] = [];
  return {
    take: () => free.pop() ?? Buffer.allocUnsafeSlow(bytes),
    giveBack(buffer) {
      if (free.length < maxFree && !isSystemBehind()) free.push(buffer);
    },
  };
}
