import type { UtPex } from 'webtorrent';

/** Messages that are further apart than this are read, ms; ut_pex asks for 60,000. */
const farEnoughMs = 30_000;

/**
 * Fault: ut_pex hangs up on a peer whose messages come less than a minute apart. Others send one each minute by their
 * own clock, and when one is held up on the way the next comes too soon after it: a good peer is lost
 * (docs/webtorrent-faults.md, 5).
 *
 * Mend: half a minute is enough; what comes sooner is not read, and the peer stays.
 */
export function overlookHastyPex(pex: UtPex): void {
  const original = pex.onMessage.bind(pex);
  pex.onMessage = (message) => {
    if (Date.now() - pex._lastMessageTimestamp < farEnoughMs) return;
    pex._lastMessageTimestamp = 0;
    original(message);
  };
}
