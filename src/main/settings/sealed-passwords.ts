import type { Profile } from '#shared/contract/profile.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { SecretStore } from '../ports/secret-store.ts';

/** As they are written: what can be sealed is sealed. */
export function withSealedPasswords(settings: Settings, secrets: SecretStore): Settings {
  return ofEach(settings, (proxy) => {
    const { password, sealedPassword: _, ...open } = proxy;
    if (password === undefined) return proxy;
    const sealedPassword = secrets.seal(password);
    return sealedPassword === undefined ? { ...open, password } : { ...open, sealedPassword };
  });
}

/** As they are used. What cannot be opened stays sealed: its profile stays shut (app/doors/decide.ts). */
export function withOpenPasswords(settings: Settings, secrets: SecretStore): Settings {
  return ofEach(settings, (proxy) => {
    const { sealedPassword, ...open } = proxy;
    if (sealedPassword === undefined || open.password !== undefined) return open;
    const password = secrets.open(sealedPassword);
    return password === undefined ? proxy : { ...open, password };
  });
}

function ofEach(
  settings: Settings,
  change: (proxy: NonNullable<Profile['proxy']>) => NonNullable<Profile['proxy']>,
): Settings {
  const profiles = settings.profiles.map((profile) =>
    profile.proxy === null ? profile : { ...profile, proxy: change(profile.proxy) },
  );
  return { ...settings, profiles };
}
