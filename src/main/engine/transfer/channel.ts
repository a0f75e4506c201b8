export type { Channel, PeerAddress } from '../../ports/channel.ts';
