import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import ipaddr from 'ipaddr.js';
import type { Report } from './sighting.ts';

const headerBytes = 20;
const bindingRequest = 0x0001;
const bindingResponse = 0x0101;
const cookie = 0x2112a442;
const xorMappedAddress = 0x0020;

/** Says which address it sees (RFC 8489), for IPv4. */
export async function serveStun(address: string, port: number, report: Report): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, from) => {
    if (bytes.length < headerBytes || bytes.readUInt16BE(0) !== bindingRequest) return;
    report('stun', from.address, { at: address });
    const answer = Buffer.alloc(headerBytes + 12);
    answer.writeUInt16BE(bindingResponse, 0);
    answer.writeUInt16BE(12, 2);
    bytes.copy(answer, 4, 4, headerBytes);
    answer.writeUInt16BE(xorMappedAddress, 20);
    answer.writeUInt16BE(8, 22);
    answer.writeUInt16BE(1, 24);
    answer.writeUInt16BE(from.port ^ (cookie >>> 16), 26);
    const seen = Buffer.from(ipaddr.parse(from.address).toByteArray()).readUInt32BE(0);
    answer.writeUInt32BE((seen ^ cookie) >>> 0, 28);
    socket.send(answer, from.port, from.address);
  });
  socket.bind(port, address);
  await once(socket, 'listening');
}
