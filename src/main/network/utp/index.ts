/*
 * uTP (BEP 29) with LEDBAT (RFC 6817): streams over UDP that give way to others. Nothing here knows a socket; guard/peer-udp.ts
 * lends one. Begin at endpoint.ts (who talks to whom), then connection.ts (one stream).
 */
export { makeEndpoint, type Endpoint } from './endpoint.ts';
export { looksLikeUtp } from './packet.ts';
