import { BencodeError, decodeBencode } from '#shared/domain/bencode.ts';
import { isDictionary, numberAt } from '#shared/domain/bencode-fields.ts';

/** BEP 9. */
export const metadataMessage = { request: 0, data: 1, reject: 2 } as const;
export const metadataPartBytes = 16_384;

export interface MetadataMessage {
  readonly kind: keyof typeof metadataMessage;
  readonly part: number;
  /** Of `data`: what follows the dictionary. Lent like the message. */
  readonly bytes: Uint8Array;
}

/** Undefined for what is none. */
export function parseMetadataMessage(body: Uint8Array): MetadataMessage | undefined {
  try {
    const { value, end } = decodeBencode(body);
    if (!isDictionary(value)) return undefined;
    const part = numberAt(value, 'piece');
    const kind = kinds.get(numberAt(value, 'msg_type'));
    if (kind === undefined || part === undefined || part < 0) return undefined;
    return { kind, part, bytes: body.subarray(end) };
  } catch (error) {
    if (error instanceof BencodeError) return undefined;
    throw error;
  }
}

const kinds = new Map<number | undefined, keyof typeof metadataMessage>([
  [metadataMessage.request, 'request'],
  [metadataMessage.data, 'data'],
  [metadataMessage.reject, 'reject'],
]);
