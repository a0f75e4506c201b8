// What `node-datachannel` (WebRTC) is inside an engine process. Its sockets are native: no fence in JavaScript sees
// them and it knows no interface, only an address. So it is loaded only where any network is allowed,
// without a proxy.
import { createRequire } from 'node:module';
import { theDoor } from '../door.ts';

interface DataChannel {
  readonly PeerConnection?: unknown;
  readonly RtcpReceivingSession?: unknown;
  readonly Video?: unknown;
  readonly Audio?: unknown;
  readonly cleanup?: unknown;
}

const { binding, proxy } = theDoor();
const mayLoad = binding.kind === 'any' && proxy === null;
const loaded = (mayLoad ? createRequire(import.meta.url)('node-datachannel') : {}) as DataChannel;

export const { PeerConnection, RtcpReceivingSession, Video, Audio, cleanup } = loaded;
