import type net from 'node:net';

/**
 * Trackers take 0 for a mistake, and some then answer nothing. Behind a proxy libtorrent says the same: that somebody is
 * there, and not where.
 */
const unreachablePort = 1;

/** Nobody can reach us through a proxy, so no socket is opened; the owner of the server need not know. */
export function listenNowhere(server: net.Server): net.Server {
  const place: net.AddressInfo = { address: '', family: 'IPv4', port: unreachablePort };
  // Not by assignment: see udp.ts.
  Object.defineProperties(server, {
    address: { value: () => place },
    close: {
      value: (onClosed?: () => void) => {
        process.nextTick(() => {
          onClosed?.();
          server.emit('close');
        });
        return server;
      },
    },
  });
  process.nextTick(() => server.emit('listening'));
  return server;
}
