import type { PartyKind } from '#shared/domain/exposure/party.ts';
import { useText } from '../../i18n/index.ts';
import type { ForecastGroup } from './grouped.ts';

/** More hosts than this are counted instead of named. */
const fewHosts = 2;

export function useForecastWords() {
  const { t, formats } = useText();

  /** Who is meant by one line; hosts by name where they are few. */
  function who({ kind, hosts }: Pick<ForecastGroup, 'kind' | 'hosts'>): string {
    switch (kind) {
      case 'peer':
        return t('whoSees.forecast.peers');
      case 'dht':
        return t('whoSees.forecast.dht');
      case 'lan':
        return t('whoSees.forecast.lan');
      case 'stun':
        return t('whoSees.forecast.stun');
      case 'operator':
        return hosts[0] === undefined
          ? t('whoSees.forecast.operatorAny')
          : t('whoSees.forecast.operator', { network: hosts[0] });
      case 'tracker':
      case 'web-seed':
      case 'resolver':
      case 'router':
      case 'proxy':
      case 'media':
      case 'headless':
      case 'other':
        return named(kind, hosts);
      default:
        return kind satisfies never;
    }
  }

  function named(kind: PartyKind, hosts: readonly string[]): string {
    if (hosts.length === 0) return t(`whoSees.kinds.name.${kind}`);
    return hosts.length > fewHosts
      ? t(`whoSees.kinds.count.${kind}`, {}, hosts.length)
      : formats.value.list(hosts);
  }

  /** What is worth a warning: who can read along, and what is given away. */
  function remarks({ kind, hosts, plainHosts, hasKey }: ForecastGroup): string[] {
    const isWeb = kind === 'tracker' || kind === 'web-seed';
    const plain =
      !isWeb || plainHosts === 0
        ? []
        : [
            plainHosts === hosts.length
              ? t('whoSees.forecast.plain')
              : t('whoSees.forecast.mixed', {}, plainHosts),
          ];
    return hasKey ? [...plain, t('whoSees.forecast.withKey')] : plain;
  }

  return { who, remarks };
}
