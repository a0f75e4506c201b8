import type { InfoHash } from '#shared/domain/info-hash.ts';

/** BEP 14: each five minutes, and never more often than once in a minute, ms. */
const everyMs = 300_000;
const notSoonerMs = 60_000;

interface Entry {
  port: number;
  dueAtMs: number;
  sentAtMs: number;
}

/** What is announced in the local network, and when. */
export interface AnnounceSchedule {
  add(infoHash: InfoHash, port: number): void;
  remove(infoHash: InfoHash): void;
  has(infoHash: InfoHash): boolean;
  /** By port; what is taken counts as announced. */
  takeDue(nowMs: number, most: number): Map<number, InfoHash[]>;
}

export function makeAnnounceSchedule(): AnnounceSchedule {
  const entries = new Map<InfoHash, Entry>();
  /** Removed and added again within a minute, it is not announced again at once. */
  const sentBefore = new Map<InfoHash, number>();
  return {
    add(infoHash, port) {
      const known = entries.get(infoHash);
      if (known?.port === port) return;
      const sentAtMs = known?.sentAtMs ?? sentBefore.get(infoHash) ?? -Infinity;
      entries.set(infoHash, { port, sentAtMs, dueAtMs: sentAtMs + notSoonerMs });
    },
    remove(infoHash) {
      const sentAtMs = entries.get(infoHash)?.sentAtMs;
      if (sentAtMs !== undefined && sentAtMs > -Infinity) sentBefore.set(infoHash, sentAtMs);
      entries.delete(infoHash);
    },
    has: (infoHash) => entries.has(infoHash),
    takeDue(nowMs, most) {
      for (const [infoHash, sentAtMs] of sentBefore)
        if (sentAtMs + notSoonerMs <= nowMs) sentBefore.delete(infoHash);
      const due = [...entries].filter(([, { dueAtMs }]) => dueAtMs <= nowMs).slice(0, most);
      const byPort = new Map<number, InfoHash[]>();
      for (const [infoHash, entry] of due) {
        entry.sentAtMs = nowMs;
        entry.dueAtMs = nowMs + everyMs;
        byPort.set(entry.port, [...(byPort.get(entry.port) ?? []), infoHash]);
      }
      return byPort;
    },
  };
}
