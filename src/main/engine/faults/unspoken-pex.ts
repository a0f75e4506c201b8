import type { UtPex, Wire } from 'webtorrent';

/**
 * Fault: ut_pex sends to every peer, also to one that does not speak it or has taken it back since. The wire throws
 * then, out of a timer, which ends the process (docs/webtorrent-faults.md, 4).
 *
 * Mend: nothing is sent to a peer that does not speak it at that moment.
 */
export function sendPexOnlyWhereSpoken(wire: Wire, pex: UtPex): void {
  const original = pex._sendMessage.bind(pex);
  pex._sendMessage = () => {
    if (wire.peerExtendedMapping.ut_pex) original();
  };
}
