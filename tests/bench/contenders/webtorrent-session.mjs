// One WebTorrent client as it comes from npm, driven line by line over stdin like libtorrent-session.py. Everything is as
// it is by default, except what no contender uses here: DHT, PEX, local discovery, port mapping, uTP and encryption are off.
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import WebTorrent from 'webtorrent';

const report = (word, value = (Number(process.hrtime.bigint()) / 1e9).toFixed(9)) =>
  process.stdout.write(`${word} ${value}\n`);
const fail = (error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
};

const client = new WebTorrent({
  torrentPort: Number(process.argv[2]),
  dht: false,
  utPex: false,
  lsd: false,
  natUpnp: false,
  natPmp: false,
  utp: false,
  secure: 0,
});
client.on('error', fail);
client.on('listening', () => report('listening'));

const orders = {
  download({ torrent, folder }) {
    client.add(readFileSync(torrent), { path: folder }).on('done', () => report('finished'));
  },
  seed({ torrent, folder }) {
    client.add(readFileSync(torrent), { path: folder }).on('done', () => report('seeding'));
  },
  magnet({ magnet, folder }) {
    client.add(magnet, { path: folder }).on('metadata', () => report('metadata'));
  },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line);
  try {
    orders[order.do](order);
  } catch (error) {
    fail(error);
  }
});
