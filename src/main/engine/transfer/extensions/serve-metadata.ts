import { encodeBencode } from '#shared/domain/bencode.ts';
import type { ExtensionPeer } from './extension-peer.ts';
import { metadataMessage, metadataPartBytes } from './metadata-messages.ts';

/** Parts that wait for a peer that does not read: then it is told no. */
const maxWaitingBytes = 256 * 1024;

/** Answers a peer that asks for a part of the info dictionary (BEP 9). */
export function serveMetadata(peer: ExtensionPeer, part: number, infoBytes: Uint8Array | undefined): void {
  const id = peer.says?.extensions.get('ut_metadata');
  if (id === undefined) return;
  const { writer } = peer.wire;
  const start = part * metadataPartBytes;
  const isThere = infoBytes !== undefined && part >= 0 && start < infoBytes.length;
  if (!isThere || writer.waitingBytes > maxWaitingBytes) {
    writer.extended(id, encodeBencode({ msg_type: metadataMessage.reject, piece: part }));
    return;
  }
  const head = encodeBencode({
    msg_type: metadataMessage.data,
    piece: part,
    total_size: infoBytes.length,
  });
  const bytes = infoBytes.subarray(start, start + metadataPartBytes);
  const body = new Uint8Array(head.length + bytes.length);
  body.set(head);
  body.set(bytes, head.length);
  writer.extended(id, body);
}
