import { safeStorage } from 'electron';
import type { SecretStore } from '../ports/secret-store.ts';

/**
 * The keyring of the system: DPAPI, Keychain, libsecret or KWallet. It is not asked before there is a secret: some show a
 * window. Only after Electron is ready.
 */
export function keyringStore(platform: NodeJS.Platform): SecretStore {
  /** What was sealed or opened: a keyring that is locked meanwhile must not bring a secret back into plain text. */
  const known = new Map<string, string>();

  async function isUsable(): Promise<boolean> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    if (platform !== 'linux') return true;
    // Without a keyring Chromium says yes and uses a key that is in its source.
    const backend = safeStorage.getSelectedStorageBackend();
    return backend !== 'basic_text' && backend !== 'unknown';
  }

  return {
    async seal(secret) {
      const before = known.get(secret);
      if (before !== undefined) return before;
      try {
        if (!(await isUsable())) return undefined;
        const sealed = (await safeStorage.encryptStringAsync(secret)).toString('base64');
        known.set(secret, sealed);
        return sealed;
      } catch {
        return undefined;
      }
    },
    async open(sealed) {
      try {
        if (!(await isUsable())) return undefined;
        const { result: secret } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
        known.set(secret, sealed);
        return secret;
      } catch {
        // Sealed on another computer, or by somebody else.
        return undefined;
      }
    },
  };
}
