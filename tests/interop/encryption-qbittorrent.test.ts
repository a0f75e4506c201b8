import { describeWithField } from '../support/profile-field.ts';
import { startQbittorrent } from '../support/qbittorrent.ts';
import { testEncryption, theirs } from './encrypted-transfers.ts';

describeWithField('encryption', ['qbittorrent-nox'], 'encryption with qBittorrent', () => {
  testEncryption({
    name: 'qBittorrent',
    modes: theirs,
    start: (folder, mode) => startQbittorrent(folder, { encryption: mode }),
  });
});
