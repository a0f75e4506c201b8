import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import { useText } from '../../i18n/index.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Stands for "I will type it"; no interface can be called so. */
export const otherInterface = '/';

/** Interfaces to choose from, tunnels first, with what tells them apart. */
export function useInterfaceOptions(): (interfaces: readonly NetworkInterface[], chosen: string) => Option[] {
  const { t, formats } = useText();
  const order = ['vpn', 'lan', 'cellular', 'other', 'loopback'];

  function label({ name, kind, isUp, addresses }: NetworkInterface): string {
    const kindWords = t(`doors.kind.${kind}`);
    if (!isUp) return t('profiles.interfaceDown', { name, kind: kindWords });
    const shown = addresses.filter(({ isLinkLocal }) => !isLinkLocal).map(({ address }) => address);
    return t('profiles.interfaceOption', {
      name,
      kind: kindWords,
      addresses: shown.length === 0 ? t('profiles.noAddress') : formats.value.list(shown.slice(0, 2)),
    });
  }

  return (interfaces, chosen) => {
    const known = interfaces
      .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
      .map((one) => ({ value: one.name, label: label(one) }));
    const isThere = chosen === '' || known.some(({ value }) => value === chosen);
    return [
      ...known,
      ...(isThere ? [] : [{ value: chosen, label: t('profiles.interfaceAbsent', { name: chosen }) }]),
      { value: otherInterface, label: t('profiles.interfaceOther') },
    ];
  };
}
