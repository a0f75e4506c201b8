/*
 * Where our transfer meets WebTorrent 3.0.21: it discovers peers (discovery.ts), listens (incoming.ts) and brings WebRTC
 * connections (rtc-introductions.ts, rtc-channel.ts). Each place leans on inner names of it;
 * tests/unit/webtorrent-seams.test.ts fails when what stands behind one of them changes.
 */
export { discoverPeers } from './discovery.ts';
export { receiveIncoming } from './incoming.ts';
export { noteDht } from './note-dht.ts';
export { makeStunServers, type IceServer, type StunServers } from './stun-servers.ts';
export { rtcChannel } from './rtc-channel.ts';
export { makeRtcIntroductions } from './rtc-introductions.ts';
