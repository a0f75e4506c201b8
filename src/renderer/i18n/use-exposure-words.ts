import type { ProfileStatus } from '#shared/contract/network.ts';
import type { Binding } from '#shared/contract/profile.ts';
import type { InterfaceKind } from '#shared/domain/network-interface.ts';
import { useText } from './index.ts';
import { useDoorWords } from './use-door-words.ts';

/** A door, as far as it matters to who learns what through it. */
export interface ExposureDoor {
  readonly binding: Binding;
  readonly status: ProfileStatus;
  /** Of the interface; undefined where it is not there or there is none. */
  readonly interfaceKind: InterfaceKind | undefined;
}

export interface ExposureWords {
  /** Which address others learn: as they have said, else as far as can be told. */
  readonly address: (door: ExposureDoor) => string;
  /** What the way there hides, or does not. */
  readonly way: (door: ExposureDoor) => string;
}

export function useExposureWords(): ExposureWords {
  const { t, formats } = useText();
  const doorWords = useDoorWords();
  const listed = (addresses: readonly string[]) =>
    t('exposure.address', { address: formats.value.list(addresses) }, addresses.length);

  return {
    address({ binding, status }) {
      if (binding.kind === 'lan' && status.addresses.length > 0) return listed(status.addresses);
      if (status.observedAddresses.length > 0) return listed(status.observedAddresses);
      if (status.proxy !== null) return t('exposure.addressOutside', { interface: status.proxy });
      return binding.kind === 'any'
        ? t('exposure.addressOwn')
        : t('exposure.addressOutside', { interface: binding.interface });
    },
    way({ binding, status, interfaceKind }) {
      if (status.state === 'down') {
        const why = doorWords.whyShut(status);
        return why === undefined ? t('exposure.shutUnknown') : t('exposure.shut', { why });
      }
      if (status.proxy !== null) return t('exposure.proxy', { proxy: status.proxy });
      switch (binding.kind) {
        case 'any':
          return t('exposure.open', { profile: status.name });
        case 'lan':
          return t('exposure.lan', { interface: binding.interface });
        case 'interface':
          return interfaceKind === 'vpn'
            ? t('exposure.tunnel')
            : t('exposure.bound', { interface: binding.interface });
        default:
          return binding satisfies never;
      }
    },
  };
}
