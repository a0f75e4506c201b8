import type { EngineOptions } from '#shared/contract/engine-door.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import { userAgentOf } from '#shared/domain/user-agent.ts';

/** What peers and trackers are told about who we are. */
export interface Identity {
  /** 20 bytes, as 40 lowercase hex characters (BEP 3). */
  readonly peerId: string;
  /** By which a tracker knows us again after our address has changed: 8 hex characters (BEP 3 and 7, `key`). */
  readonly trackerKey: string;
  /** Of HTTP requests to trackers and web servers. */
  readonly userAgent: string;
  /** `v` of the extended handshake (BEP 10). Undefined: it is left out. */
  readonly clientName: string | undefined;
}

export interface Identities {
  /** For what belongs to no torrent, and for every torrent where the profile does not tell them apart. */
  readonly ofProcess: Identity;
  /** For as long as this process lives, a torrent that is stopped and started again is the same to its peers and trackers. */
  of(infoHash: InfoHash): Identity;
  /** From the next start on this torrent is somebody else than before, and than the others. */
  renew(infoHash: InfoHash): void;
}

interface IdentitiesParts extends Pick<EngineOptions, 'identity' | 'version'> {
  /** Bytes that nobody can foretell. */
  random(bytes: number): Uint8Array;
}

export function makeIdentities({ identity, version, random }: IdentitiesParts): Identities {
  const ofTorrents = new Map<InfoHash, Identity>();
  const ofProcess = make();

  function make(): Identity {
    const trackerKey = Buffer.from(random(4)).toString('hex');
    const userAgent = userAgentOf({ identity, version });
    return identity.clientName
      ? { peerId: namedPeerId(version, random), trackerKey, userAgent, clientName: `Warren ${version}` }
      : {
          peerId: Buffer.from(random(20)).toString('hex'),
          trackerKey,
          userAgent,
          clientName: undefined,
        };
  }

  return {
    ofProcess,
    of(infoHash) {
      const known = ofTorrents.get(infoHash);
      if (known !== undefined) return known;
      if (identity.peerId === 'profile') return ofProcess;
      const made = make();
      ofTorrents.set(infoHash, made);
      return made;
    },
    renew: (infoHash) => void ofTorrents.set(infoHash, make()),
  };
}

/** Azureus style (BEP 20): `-WN0100-` and twelve random characters. */
function namedPeerId(version: string, random: (bytes: number) => Uint8Array): string {
  const digits = version.replace(/\D/gu, '').padEnd(4, '0').slice(0, 4);
  const tail = Buffer.from(random(9)).toString('base64url');
  return Buffer.from(`-WN${digits}-${tail}`, 'latin1').toString('hex');
}
