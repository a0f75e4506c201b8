import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

/**
 * The system's keyring, by the word of a test (WARREN_TEST_KEYRING): `none`, `basic_text` (Chromium's own, whose key
 * everybody knows), else the key of a person on a computer.
 */
const keyring = process.env.WARREN_TEST_KEYRING ?? 'none';
const key = hash('sha256', keyring, 'buffer');

export const safeStorage = {
  isEncryptionAvailable: () => keyring !== 'none',
  getSelectedStorageBackend: () => (keyring === 'basic_text' ? keyring : 'gnome_libsecret'),
  encryptString(plain: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  },
  /** @throws for what another key has sealed, as Electron does */
  decryptString(sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  },
};
