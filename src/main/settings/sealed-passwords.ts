import type { Profile } from '#shared/contract/profile.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { SecretStore } from '../ports/secret-store.ts';

/** As they are written: what can be sealed is sealed. */
export function withSealedPasswords(settings: Settings, secrets: SecretStore): Promise<Settings> {
  return ofEach(settings, async (proxy) => {
    const { password, sealedPassword: _, ...open } = proxy;
    if (password === undefined) return proxy;
    const sealedPassword = await secrets.seal(password);
    return sealedPassword === undefined ? { ...open, password } : { ...open, sealedPassword };
  });
}

/** As they are used. What cannot be opened stays sealed: its profile stays shut (app/doors/decide.ts). */
export function withOpenPasswords(settings: Settings, secrets: SecretStore): Promise<Settings> {
  return ofEach(settings, async (proxy) => {
    const { sealedPassword, ...open } = proxy;
    if (sealedPassword === undefined || open.password !== undefined) return open;
    const password = await secrets.open(sealedPassword);
    return password === undefined ? proxy : { ...open, password };
  });
}

async function ofEach(
  settings: Settings,
  change: (proxy: NonNullable<Profile['proxy']>) => Promise<NonNullable<Profile['proxy']>>,
): Promise<Settings> {
  const profiles: Profile[] = [];
  // One after the other: a keyring may ask the person for each.
  for (const profile of settings.profiles)
    profiles.push(profile.proxy === null ? profile : { ...profile, proxy: await change(profile.proxy) });
  return { ...settings, profiles };
}
