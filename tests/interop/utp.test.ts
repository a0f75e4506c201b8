import { startLibtorrent } from '../support/libtorrent.ts';
import { describeWithField } from '../support/profile-field.ts';
import { testBothDirections } from './both-directions.ts';
import { makeTorrentFile } from './torrent-in-hand.ts';

const onlyUtp = {
  enable_incoming_tcp: false,
  enable_outgoing_tcp: false,
  enable_incoming_utp: true,
  enable_outgoing_utp: true,
};

describeWithField('utp', ['python3-libtorrent'], 'uTP', () => {
  testBothDirections({
    name: 'libtorrent without TCP',
    start: () => startLibtorrent(onlyUtp),
    make: makeTorrentFile,
    profile: { utp: true },
  });
});
