import type { ShownVerdict } from '#shared/contract/exposure.ts';
import type { Profile } from '#shared/contract/profile.ts';
import type { Remedy } from '#shared/domain/exposure/verdict.ts';
import { useApi } from '../../api/index.ts';
import { useText } from '../../i18n/index.ts';
import { useMessagesStore } from '../../state/messages.ts';
import { useProfilesStore } from '../../state/profiles.ts';
import { useTorrentsStore } from '../../state/torrents.ts';

type Place = Pick<ShownVerdict, 'torrentId' | 'profile'>;

/** Each changes one thing where the finding is; all of them reject with AppError when the core refuses. */
export function useRemedies() {
  const client = useApi();
  const profiles = useProfilesStore();
  const torrents = useTorrentsStore();
  const messages = useMessagesStore();
  const { t, formats } = useText();

  async function changeProfile(name: string, part: (before: Profile) => Partial<Profile>): Promise<void> {
    const before = await client['profiles.get']({ name });
    await profiles.change(name, { ...before, ...part(before) });
  }

  async function renew({ torrentId }: Pick<Place, 'torrentId'>): Promise<void> {
    if (torrentId === null) return;
    const { changed } = await client['exposure.newIdentity']({ id: torrentId });
    const what = formats.value.list(changed.map((one) => t(`whoSees.remedies.identity.${one}`)));
    messages.say('done', t('whoSees.remedies.renewed', { what }));
  }

  /** Of one torrent, or of all that run through the profile. */
  async function pause({ torrentId, profile }: Place): Promise<void> {
    const all = [...(torrents.table?.byId.values() ?? [])].filter((one) => one.profile === profile);
    const ids = torrentId === null ? all.map(({ id }) => id) : [torrentId];
    if (ids.length === 0) return;
    torrents.learn(await client['torrents.pause']({ ids }));
    messages.say('done', t('transfers.done.paused', {}, ids.length));
  }

  async function moveTo({ torrentId }: Place, profile: string): Promise<void> {
    if (torrentId === null) return;
    torrents.learn(await client['torrents.setProfile']({ ids: [torrentId], profile }));
    messages.say('done', t('transfers.done.moved', { profile }, 1));
  }

  /** What only needs a yes. */
  async function apply(remedy: SettledRemedy, place: Place): Promise<void> {
    const { profile } = place;
    switch (remedy) {
      case 'require-encryption':
        return changeProfile(profile, () => ({ encryption: 'required' }));
      case 'turn-dht-off':
        return changeProfile(profile, ({ discovery }) => ({ discovery: { ...discovery, dht: false } }));
      case 'turn-trackers-off':
        return changeProfile(profile, ({ discovery }) => ({ discovery: { ...discovery, trackers: false } }));
      case 'turn-ipv6-off':
        return changeProfile(profile, () => ({ ipv6: 'off' }));
      case 'identity-per-torrent':
        return changeProfile(profile, ({ identity }) => ({ identity: { ...identity, peerId: 'torrent' } }));
      case 'new-identity':
        return renew(place);
      default:
        return remedy satisfies never;
    }
  }

  return { apply, pause, moveTo };
}

/** Those that are done after one question, without a choice. */
export type SettledRemedy = Exclude<Remedy, 'change-profile' | 'ban' | 'pause'>;
