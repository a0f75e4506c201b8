import { openRawPeer, type RawPeer } from '../support/raw-peer.ts';

/** Attackers at one time. */
const lanes = 24;
/** Warren may take its time to hang up, but not for ever, ms. */
const patienceMs = 45_000;
/** Attackers that were kept; more of them tell nothing new. */
const enough = 12;

/** Whether Warren has ended the connection, or has once it was given time. */
export async function isSentAway({ over }: RawPeer): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(late.resolve, patienceMs, false);
  const isOver = await Promise.race([over.then(() => true), late.promise]);
  clearTimeout(timer);
  return isOver;
}

let sequence = 0;

/**
 * An address of its own for each attacker: one that was sent away is not heard any more, and honest peers (127.0.0.x)
 * are not taken for it.
 */
export function attackerAddress(): string {
  sequence++;
  return `127.66.${(sequence >> 8) & 0xff}.${sequence & 0xff}`;
}

export interface AttackOutcome {
  /** Inputs that were sent. */
  readonly inputs: number;
  /** What the last words were of those that Warren did not hang up on: hex, shortened. */
  readonly kept: readonly string[];
}

/** One attacker's visit. @returns its last words */
export type Visit = (peer: RawPeer) => Promise<{ readonly inputs: number; readonly lastWords: Uint8Array }>;

/**
 * Visits until so many inputs were sent.
 * @param checkpoint called a few times on the way, to prove that everybody else is well
 */
export async function attack(
  {
    port,
    inputs,
    checkpoints = 5,
  }: { readonly port: number; readonly inputs: number; readonly checkpoints?: number },
  visit: Visit,
  checkpoint: () => Promise<void>,
): Promise<AttackOutcome> {
  const kept: string[] = [];
  let sent = 0;

  async function lane(limit: number): Promise<void> {
    while (sent < limit && kept.length < enough) {
      using peer = await openRawPeer({ port, from: attackerAddress() });
      const { inputs: more, lastWords } = await visit(peer);
      sent += more;
      if (!(await isSentAway(peer))) kept.push(Buffer.from(lastWords).toString('hex').slice(0, 200));
    }
  }

  for (let step = 1; step <= checkpoints; step++) {
    await Promise.all(Array.from({ length: lanes }, () => lane((inputs * step) / checkpoints)));
    await checkpoint();
  }
  return { inputs: sent, kept };
}
