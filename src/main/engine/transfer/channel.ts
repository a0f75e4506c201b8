export type { Channel, ChannelListener, PeerAddress } from '../../ports/channel.ts';
