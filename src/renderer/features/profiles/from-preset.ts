import { profileOfPreset, type PrivacyPreset } from '#shared/contract/presets.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import { draftOf, type ProfileDraft } from './draft.ts';

/** The interface that a preset is most likely meant for; undefined where there is none. */
export function likelyInterface(
  preset: PrivacyPreset,
  interfaces: readonly NetworkInterface[],
): string | undefined {
  const kind = preset === 'lan' ? 'lan' : 'vpn';
  const fitting = interfaces.filter((one) => one.kind === kind);
  const best = fitting.find(({ isUp, addresses }) => isUp && addresses.length > 0) ?? fitting[0];
  return best?.name;
}

/** @param taken names of profiles that are there */
export function draftFromPreset(
  preset: PrivacyPreset,
  interfaces: readonly NetworkInterface[],
  taken: readonly string[],
): ProfileDraft {
  const likely = preset === 'open' ? undefined : likelyInterface(preset, interfaces);
  // The schema wants a name where there is none to offer; the form begins empty then.
  const draft = draftOf(profileOfPreset(preset, likely ?? (preset === 'friends' ? undefined : '-')));
  return {
    ...draft,
    name: freeName(draft.name, taken),
    interface: draft.interface === '-' ? '' : draft.interface,
  };
}

function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
