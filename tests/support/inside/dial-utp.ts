// Run inside a network of a test: dials an address and port by uTP, and prints how that ended, as JSON.
import { installDoor } from '../../../src/main/network/guard/door.ts';
import { openPeerUdp } from '../../../src/main/network/guard/peer-udp.ts';

const [address = '', port] = process.argv.slice(2);
installDoor({ binding: { kind: 'any' }, proxy: null, userAgent: 'test', sockets: undefined });
const udp = openPeerUdp(() => undefined);
await udp.listen(0);
udp.dial(address, Number(port), (result) => {
  if (!(result instanceof Error)) {
    // Whoever is dialled hears of it with the first bytes.
    result.start({ onBytes: () => undefined, onEnd: () => undefined });
    result.write(Buffer.from('hello'), () => undefined);
  }
  console.log(JSON.stringify(result instanceof Error ? result.message : 'reached'));
  setTimeout(() => process.exit(0), 300);
});
