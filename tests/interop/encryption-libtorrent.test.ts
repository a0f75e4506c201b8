import { startLibtorrent, type Libtorrent } from '../support/libtorrent.ts';
import { describeWithField } from '../support/profile-field.ts';
import { testEncryption, theirs } from './encrypted-transfers.ts';

/** `pe_settings::enc_policy`. */
const policies = { forced: 0, enabled: 1, disabled: 2 } as const;
/** `pe_settings::enc_level`: RC4 also for what follows the handshake. */
const rc4 = 2;

describeWithField('encryption', ['python3-libtorrent'], 'encryption with libtorrent', () => {
  const sessions = new WeakMap<object, Libtorrent>();
  testEncryption({
    name: 'libtorrent',
    modes: theirs,
    async start(_, mode) {
      const session = await startLibtorrent({
        in_enc_policy: policies[mode],
        out_enc_policy: policies[mode],
        ...(mode === 'forced' ? { allowed_enc_level: rc4 } : {}),
      });
      sessions.set(session, session);
      return session;
    },
    async dial(client, address) {
      await sessions.get(client)?.connect(address);
    },
  });
});
