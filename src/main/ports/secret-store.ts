/** Keeps what opens a proxy from being read where the settings lie. Lent by the host; a computer may have none. */
export interface SecretStore {
  /** Text that only this person on this computer can open again; undefined where nothing here can seal. */
  seal(secret: string): Promise<string | undefined>;
  /** Undefined for what was sealed elsewhere, or while the keyring is not to be had. */
  open(sealed: string): Promise<string | undefined>;
}

/** Without a keyring: secrets lie in the settings, which nobody but the user may read (mode 0600). */
export const noSecretStore: SecretStore = {
  seal: () => Promise.resolve(undefined),
  open: () => Promise.resolve(undefined),
};
