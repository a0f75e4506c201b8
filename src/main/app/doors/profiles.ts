import { AppError } from '#shared/contract/errors.ts';
import type { Profile } from '#shared/contract/profile.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { profileNamed } from '../engines/engines.ts';
import type { SettingsKeeper } from '../settings-keeper.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { Registry } from '../torrents/registry.ts';

interface ProfilesParts {
  readonly settings: SettingsKeeper;
  readonly registry: Registry;
  move(torrent: LiveTorrent, profile: string): Promise<void>;
}

/** Adding, changing and removing network profiles. @throws AppError `not-found`, `invalid-input`, `profile-in-use` */
export function makeProfiles({ settings, registry, move }: ProfilesParts) {
  const all = (): Settings['profiles'] => settings.get().profiles;

  function checkFree(name: string): void {
    if (all().some((profile) => profile.name.toLowerCase() === name.toLowerCase()))
      throw new AppError('invalid-input', `There is a network profile "${name}" already.`);
  }

  return {
    get: (name: string): Profile => profileNamed(all(), name),
    async add(profile: Profile): Promise<void> {
      checkFree(profile.name);
      await settings.update({ profiles: [...all(), profile] });
    },
    async set(name: string, profile: Profile): Promise<void> {
      profileNamed(all(), name);
      if (profile.name === name) {
        const profiles = all().map((candidate) => (candidate.name === name ? profile : candidate));
        await settings.update({ profiles });
        return;
      }
      checkFreeFor(name, profile.name);
      await rename(name, profile);
    },
    async remove(name: string): Promise<void> {
      profileNamed(all(), name);
      const { defaultProfile } = settings.get();
      const users = registry.list().filter(({ stored }) => stored.profile === name).length;
      if (users > 0) {
        const text = `"${name}" is used by ${users === 1 ? 'a transfer' : `${users} transfers`}; move them to another profile first.`;
        throw new AppError('profile-in-use', text);
      }
      if (defaultProfile === name)
        throw new AppError(
          'profile-in-use',
          `"${name}" is the profile of new transfers; choose another one for them first.`,
        );
      await settings.update({ profiles: all().filter((profile) => profile.name !== name) });
    },
    async setDefault(name: string): Promise<void> {
      profileNamed(all(), name);
      await settings.update({ defaultProfile: name });
    },
  };

  /** Another spelling of its own name is free. */
  function checkFreeFor(name: string, newName: string): void {
    if (name.toLowerCase() !== newName.toLowerCase()) checkFree(newName);
  }

  /** Both names stand in the settings until its torrents have the new one: a crash in between leaves none without. */
  async function rename(name: string, profile: Profile): Promise<void> {
    const { defaultProfile } = settings.get();
    await settings.update({
      profiles: all().flatMap((candidate) => (candidate.name === name ? [candidate, profile] : [candidate])),
      ...(defaultProfile === name ? { defaultProfile: profile.name } : {}),
    });
    const users = registry.list().filter(({ stored }) => stored.profile === name);
    await Promise.all(users.map((torrent) => move(torrent, profile.name)));
    await settings.update({ profiles: all().filter((candidate) => candidate.name !== name) });
  }
}
export type Profiles = ReturnType<typeof makeProfiles>;
