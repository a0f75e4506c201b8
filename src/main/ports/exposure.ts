import type { Contact } from '#shared/contract/engine-exposure.ts';
import type { Datum } from '#shared/domain/exposure/datum.ts';
import type { Direction, PartyKind, Transport } from '#shared/domain/exposure/party.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';

/** What a connection, datagram or question is for: the door notes it where it leaves. */
export interface Purpose {
  readonly kind: PartyKind;
  /** Null: for no torrent. */
  readonly torrent: InfoHash | null;
  /** By which name its other end is known. */
  readonly host?: string;
  readonly direction?: Direction;
  readonly transport?: Transport | undefined;
  /** What it tells besides our address: a datagram by being sent, a connection by standing. */
  readonly learns?: readonly Datum[];
}

/** What somebody has learned, as whoever knows it says so. */
export interface Noted extends Purpose {
  readonly address: string | null;
  readonly port: number | null;
  readonly isEncrypted?: boolean | null;
  readonly client?: string | null;
  /** It is the same contact as one that was noted before, and more is known of it now. */
  readonly isKnown?: boolean;
}

/** What an engine process tells others, as it happens. Nothing of it is kept here but until the next beat. */
export interface Exposure {
  /** Whatever leaves while this runs, and whatever comes of it later, is for this. */
  during<T>(purpose: Purpose, work: () => T): T;
  note(noted: Noted): void;
  /** Something was said for this over a connection that may have been made for something else. */
  saidTo(url: string, purpose: Purpose): void;
  /** What was noted since the last time, folded. */
  take(): Contact[];
  /** Whether anything is noted at all; it is, until somebody says otherwise. */
  setRecorded(isRecorded: boolean): void;
}
