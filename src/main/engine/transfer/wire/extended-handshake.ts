import {
  BencodeError,
  decodeBencode,
  encodeBencode,
  type BencodeDictionary,
  type BencodeValue,
} from '#shared/domain/bencode.ts';
import { isDictionary } from '#shared/domain/bencode-fields.ts';

/** The extensions that Warren speaks, by the numbers it wants to be called with (BEP 10). */
export const ourExtensions = { ut_metadata: 1, ut_pex: 2, lt_donthave: 3 } as const;
export type Extension = keyof typeof ourExtensions;

/** What a peer says of itself, as far as it makes sense. */
export interface PeerSays {
  /** How the peer wants each extension to be called; 0: it does not speak it any more. */
  readonly extensions: ReadonlyMap<Extension, number>;
  /** Printable, 60 characters at most; empty: it does not say. */
  readonly client: string;
  readonly listenPort: number | undefined;
  /** How many requests it keeps. */
  readonly requestQueue: number | undefined;
  /** Our address as it sees it; 4 or 16 bytes. */
  readonly yourIp: Uint8Array | undefined;
  readonly metadataBytes: number | undefined;
}

const maxClientLength = 60;
/** The largest info dictionary that is fetched: about 500,000 pieces. */
const maxMetadataBytes = 16 * 1024 * 1024;

/** Undefined where it is no dictionary. What makes no sense in it is left out. */
export function parseExtendedHandshake(body: Uint8Array): PeerSays | undefined {
  const said = decode(body);
  if (said === undefined) return undefined;
  const extensions = new Map<Extension, number>();
  const names = said.get('m');
  if (isDictionary(names)) {
    for (const name of Object.keys(ourExtensions) as Extension[]) {
      const number = whole(names.get(name), 0, 255);
      if (number !== undefined) extensions.set(name, number);
    }
  }
  const yourIp = said.get('yourip');
  return {
    extensions,
    client: printable(said.get('v')),
    listenPort: whole(said.get('p'), 1, 65_535),
    requestQueue: whole(said.get('reqq'), 1, 1_000_000),
    yourIp:
      yourIp instanceof Uint8Array && (yourIp.length === 4 || yourIp.length === 16)
        ? yourIp.slice()
        : undefined,
    metadataBytes: whole(said.get('metadata_size'), 1, maxMetadataBytes),
  };
}

export interface WeSay {
  /** Undefined: we do not tell which program this is. */
  readonly client: string | undefined;
  readonly listenPort: number | undefined;
  readonly requestQueue: number;
  readonly yourIp: Uint8Array | undefined;
  readonly metadataBytes: number | undefined;
  readonly extensions: readonly Extension[];
}

export function encodeExtendedHandshake(we: WeSay): Uint8Array {
  return encodeBencode({
    m: Object.fromEntries(we.extensions.map((name) => [name, ourExtensions[name]])),
    v: we.client,
    p: we.listenPort,
    reqq: we.requestQueue,
    yourip: we.yourIp,
    metadata_size: we.metadataBytes,
  });
}

function decode(body: Uint8Array): BencodeDictionary | undefined {
  try {
    const { value } = decodeBencode(body);
    return isDictionary(value) ? value : undefined;
  } catch (error) {
    if (error instanceof BencodeError) return undefined;
    throw error;
  }
}

function whole(value: BencodeValue | undefined, min: number, max: number): number | undefined {
  return typeof value === 'number' && value >= min && value <= max ? value : undefined;
}

/** Peers write what they like here. */
function printable(value: BencodeValue | undefined): string {
  if (!(value instanceof Uint8Array)) return '';
  const text = new TextDecoder().decode(value.subarray(0, 4 * maxClientLength));
  return text.replace(/\p{C}/gu, '').slice(0, maxClientLength);
}
