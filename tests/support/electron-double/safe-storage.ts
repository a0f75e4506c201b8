import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

/**
 * The system's keyring, by the word of a test (WARREN_TEST_KEYRING): `none`, `basic_text` (Chromium's own, whose key
 * everybody knows), else the key of a person on a computer.
 */
const keyring = process.env.WARREN_TEST_KEYRING ?? 'none';
const key = hash('sha256', keyring, 'buffer');

export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(keyring !== 'none'),
  getSelectedStorageBackend: () => (keyring === 'basic_text' ? keyring : 'gnome_libsecret'),
  encryptStringAsync(plain: string): Promise<Buffer> {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Promise.resolve(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
  },
  /** Rejects what another key has sealed, as Electron does. */
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(sealed.subarray(12, 28));
    const plain = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    return Promise.resolve({ result: plain.toString('utf8'), shouldReEncrypt: false });
  },
};
