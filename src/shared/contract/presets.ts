import { profileSchema, type Profile } from './profile.ts';

/** Profiles that a person can choose without knowing what each switch does. */
export const privacyPresets = ['vpn', 'friends', 'lan', 'open'] as const;
export type PrivacyPreset = (typeof privacyPresets)[number];

export const presetNames: Readonly<Record<PrivacyPreset, string>> = {
  vpn: 'Through VPN only',
  friends: 'Friends only',
  lan: 'LAN only',
  open: 'Open',
};

/**
 * Of the one network that is left when all is lost. No transfer of before may use it unasked: each had a network of its
 * own, and those that were called like the standard one may have been tied to a tunnel.
 */
export const openAfterRepair = `${presetNames.open} (after a repair)`;

export type GivenName = PrivacyPreset | 'open-after-repair';

/** What Warren called a profile itself; a page says it in its own language. Undefined for what a person has named. */
export function givenNameOf(name: string): GivenName | undefined {
  return name === openAfterRepair
    ? 'open-after-repair'
    : privacyPresets.find((preset) => presetNames[preset] === name);
}

/**
 * @param interfaceName what `vpn` and `lan` are tied to; `friends` too, where one is given
 * @throws ZodError where a preset that needs an interface gets none
 */
export function profileOfPreset(preset: PrivacyPreset, interfaceName: string | undefined): Profile {
  const name = presetNames[preset];
  switch (preset) {
    case 'vpn':
      return profileSchema.parse({
        name,
        binding: { kind: 'interface', interface: interfaceName ?? '' },
        encryption: 'preferred',
        utp: true,
      });
    case 'friends':
      // Nobody is told: only peers that the user names, or who know the address, come in.
      return profileSchema.parse({
        name,
        binding:
          interfaceName === undefined ? { kind: 'any' } : { kind: 'interface', interface: interfaceName },
        discovery: { trackers: false, dht: false, pex: false, lan: false },
        webSeeds: false,
        encryption: 'preferred',
      });
    case 'lan':
      return profileSchema.parse({
        name,
        binding: { kind: 'lan', interface: interfaceName ?? '' },
        discovery: { trackers: false, dht: false, pex: true, lan: true },
        webSeeds: false,
      });
    case 'open':
      return profileSchema.parse({ name, webRtc: true, utp: true });
    default:
      return preset satisfies never;
  }
}
