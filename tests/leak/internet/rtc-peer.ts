/*
 * A peer in a browser that has gone: its offers and answers still stand with the tracker, and nobody is where they say.
 * Whoever takes them looks for it there, without a connection ever coming about.
 */

/** Where it says that it can be reached, and one looks for it. */
export const candidates = {
  answered: ['203.0.113.81', '2001:db8:f::81'],
  offered: ['203.0.113.82', '198.18.0.82', '2001:db8:f::82'],
} as const;

/** Not to be asked for by anybody. */
const names = ['tracked.example', '7f9c2ba4-e88f-4c55-9d1a-6d0f2ae1c9b7.local'];
/** Takes TCP, which is not spoken here. */
const byTcp = '203.0.113.83';
const port = 50_000;

function describe(addresses: readonly string[], setup: 'active' | 'actpass'): string {
  const lines = [
    ...['v=0', 'o=- 4611731400430051336 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0'],
    ...[
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'c=IN IP4 0.0.0.0',
      'a=mid:0',
      `a=setup:${setup}`,
    ],
    ...['a=ice-ufrag:gone', 'a=ice-pwd:nobodyisheretobefound000', 'a=ice-options:trickle'],
    `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`,
    ...['a=sctp-port:5000', 'a=max-message-size:262144'],
    ...[...addresses, ...names].map(
      (address, at) => `a=candidate:${at + 1} 1 udp ${2_122_260_223 - at} ${address} ${port} typ host`,
    ),
    `a=candidate:9 1 tcp 1518280447 ${byTcp} ${port} typ host tcptype passive`,
    'a=end-of-candidates',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

const peerId = '-XX0001-browserisgone';

/** What a WebSocket tracker passes on to somebody who has sent it an offer. */
export function fromGonePeer(infoHash: string, offerId: string): object[] {
  const common = { action: 'announce', info_hash: infoHash };
  return [
    {
      ...common,
      peer_id: peerId.slice(0, 20),
      offer_id: offerId,
      answer: { type: 'answer', sdp: describe(candidates.answered, 'active') },
    },
    {
      ...common,
      peer_id: `${peerId.slice(0, 19)}2`,
      offer_id: 'an offer of its own.',
      offer: { type: 'offer', sdp: describe(candidates.offered, 'actpass') },
    },
  ];
}
