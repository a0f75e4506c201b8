import type WebTorrent from 'webtorrent';
import type { AcceptedConnection, EngineDoor } from '../../ports/engine-door.ts';
import type { Channel } from '../transfer/channel.ts';

/** Every connection that WebTorrent's listener accepts comes here instead of to a Peer of its own. */
export function receiveIncoming(
  client: WebTorrent,
  door: Pick<EngineDoor, 'channelOf'>,
  receive: (channel: Channel) => void,
): void {
  client._connPool._onConnection = (connection) => {
    const channel = door.channelOf(connection as AcceptedConnection); // of a listener of the door's own
    if (channel !== undefined) receive(channel);
  };
}
