// What `node-datachannel` (WebRTC) is inside an engine process. Its sockets are native: no fence in JavaScript sees
// them and it knows no interface, only an address. So it is loaded only where any network is allowed,
// without a proxy. Whom it will talk to is known by what it is given: one STUN server, by address, and the candidates of
// its peer.
import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import { noteLeaving } from '../../exposure/purpose.ts';
import { theDoor } from '../door.ts';
import { keepCandidates, maxCandidates, readCandidate, type Candidate } from '../rtc-candidates.ts';

interface NativeConnection {
  setRemoteDescription(sdp: string, type: string): void;
  addRemoteCandidate(candidate: string, mid: string): void;
}

interface RtcConfig {
  /** `stun:ADDRESS:PORT` */
  readonly iceServers?: readonly string[];
}

interface DataChannel {
  readonly PeerConnection?: new (name: string, config: RtcConfig) => NativeConnection;
  readonly RtcpReceivingSession?: unknown;
  readonly Video?: unknown;
  readonly Audio?: unknown;
  readonly cleanup?: unknown;
}

const { binding, proxy } = theDoor();
const mayLoad = binding.kind === 'any' && proxy === null;
const loaded = (mayLoad ? createRequire(import.meta.url)('node-datachannel') : {}) as DataChannel;

const stunUrl = /^stun:(?<address>[\d.]+):(?<port>\d+)$/u;

/** It takes one of those that it is given, and does not tell which: it is given one. */
function chooseStun(servers: readonly string[]): readonly string[] {
  const chosen = servers[Math.floor(Math.random() * servers.length)];
  const { address = '', port = '' } = stunUrl.exec(chosen ?? '')?.groups ?? {};
  if (chosen === undefined || isIP(address) === 0) return [];
  noteLeaving(address, Number(port), { kind: 'stun', transport: 'udp', learns: [] });
  return [chosen];
}

function notedConnection(Native: NonNullable<DataChannel['PeerConnection']>) {
  return class extends Native {
    #room = maxCandidates;
    /** `in`: the peer offered the connection. */
    #direction: 'in' | 'out' = 'out';

    constructor(name: string, config: RtcConfig) {
      super(name, { ...config, iceServers: chooseStun(config.iceServers ?? []) });
    }

    override setRemoteDescription(sdp: string, type: string): void {
      this.#direction = type === 'offer' ? 'in' : 'out';
      const { text, probed } = keepCandidates(sdp, this.#room);
      this.#note(probed);
      super.setRemoteDescription(text, type);
    }

    override addRemoteCandidate(line: string, mid: string): void {
      const candidate = readCandidate(line);
      if (candidate === undefined || this.#room === 0) return;
      this.#note([candidate]);
      super.addRemoteCandidate(line, mid);
    }

    #note(probed: readonly Candidate[]): void {
      this.#room -= probed.length;
      for (const { address, port } of probed)
        noteLeaving(address, port, {
          kind: 'peer',
          direction: this.#direction,
          transport: 'webrtc',
          learns: [],
        });
    }
  };
}

export const PeerConnection = loaded.PeerConnection && notedConnection(loaded.PeerConnection);
export const { RtcpReceivingSession, Video, Audio, cleanup } = loaded;
