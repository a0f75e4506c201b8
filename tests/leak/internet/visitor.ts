import { startIn } from '../bed/command.ts';
import { forwardedPort, vpnServers } from '../bed/addresses.ts';
import type { Namespaces } from '../bed/namespaces.ts';
import type { OutsideProgram } from '../../support/outside-program.ts';

interface Visit {
  readonly infoHash: string;
  /** Its own address, one that the internet has. */
  readonly from: string;
  /** IPv4: the address of ours that it says it sees (BEP 10). */
  readonly yourIp: string;
}

/** A peer on the internet that dials through the tunnel and says which address of ours it sees, true or not. */
export function visit(namespaces: Namespaces, { infoHash, from, yourIp }: Visit): OutsideProgram {
  const script = `
    const says = Buffer.concat([
      Buffer.from('d1:mde6:yourip4:'), Buffer.from(${JSON.stringify(yourIp.split('.').map(Number))}), Buffer.from('e'),
    ]);
    const head = Buffer.alloc(6);
    head.writeUInt32BE(says.length + 2);
    head[4] = 20;
    const socket = require('node:net').connect(
      { port: ${forwardedPort}, host: '${vpnServers[1].v4}', localAddress: '${from}' });
    socket.on('error', () => process.exit(1));
    socket.resume();
    socket.write(Buffer.concat([
      Buffer.from('\\u0013BitTorrent protocol', 'latin1'), Buffer.from([0, 0, 0, 0, 0, 0x10, 0, 0]),
      Buffer.from('${infoHash}', 'hex'), require('node:crypto').randomBytes(20), head, says]));`;
  return startIn(namespaces.internet, [process.execPath, '-e', script]);
}
