/** What one of the services on the internet saw of somebody: written by their process, read by the test. */
export interface Sighting {
  /** ms since 1970. */
  readonly at: number;
  readonly by: Witness;
  /** The address that it came from. */
  readonly from: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/**
 * `resolver` was asked through somebody's network, `isp-resolver` by the router of the client's ISP. `asked` and
 * `received`: somebody asked the peer for a block, and gave it one. `utp-…` are the same by uTP, at an address that takes
 * nothing else. All are about what came in: what somebody was sent may have been lost.
 */
export const witnesses = [
  'resolver',
  'isp-resolver',
  'http-tracker',
  'https-tracker',
  'udp-tracker',
  'websocket-tracker',
  'web-seed',
  'web-seed-elsewhere',
  'other-source',
  'dht',
  'stun',
  'peer-in',
  'peer-out',
  'asked',
  'received',
  'utp-in',
  'utp-out',
  'utp-asked',
  'utp-received',
] as const;
export type Witness = (typeof witnesses)[number];

export type Report = (by: Witness, from: string, detail?: Sighting['detail']) => void;

/** Each a line of JSON. */
export const reportToParent: Report = (by, from, detail = {}) => {
  const sighting: Sighting = { at: Date.now(), by, from: from.replace(/^::ffff:/u, ''), detail };
  process.stdout.write(`${JSON.stringify(sighting)}\n`);
};
