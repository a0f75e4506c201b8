import { isIP } from 'node:net';

/** Where a peer says that it can be reached (ICE, RFC 8839); it is sent binding requests there. */
export interface Candidate {
  readonly address: string;
  readonly port: number;
}

/** A session description, or one candidate, of which only what is probed is left. */
interface Kept {
  readonly text: string;
  readonly probed: readonly Candidate[];
}

/** Browsers name some ten. The native library takes twenty of one peer. */
export const maxCandidates = 16;

/** Foundation, component, transport, priority, address, port, kind. */
const pattern = /^(?:a=)?candidate:\S+ 1 udp \d+ (?<address>\S+) (?<port>\d{1,5}) typ \S+/iu;
const isCandidate = /^a=candidate:/iu;

/**
 * A name in a candidate would be asked of the system by the native library: a stranger would choose which, past the
 * profile's resolver. Names of the local network (mDNS) are among them; such a peer reaches us by our addresses.
 */
export function readCandidate(line: string): Candidate | undefined {
  const { address = '', port = '' } = pattern.exec(line)?.groups ?? {};
  return isIP(address) === 0 || Number(port) === 0 ? undefined : { address, port: Number(port) };
}

/** @param room how many more the connection may have */
export function keepCandidates(description: string, room: number): Kept {
  const probed: Candidate[] = [];
  const lines = description.split(/\r?\n/u).filter((line) => {
    if (!isCandidate.test(line)) return true;
    const candidate = readCandidate(line);
    if (candidate === undefined || probed.length >= room) return false;
    probed.push(candidate);
    return true;
  });
  return { text: lines.join('\r\n'), probed };
}
