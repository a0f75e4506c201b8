import type { Torrent } from '#shared/contract/torrent.ts';
import { useText } from '../../i18n/index.ts';
import type { DoorMark } from './door-mark.ts';

/** What a row says about its state: what it is doing, how long that takes, or why it is not doing it. */
export function useStateWords(): (torrent: Torrent, mark: DoorMark | undefined) => string {
  const { t, formats } = useText();

  return ({ state, reasonCode, progress, etaSeconds, peers, downloadBps, uploadBps }, mark) => {
    const reason = reasonCode === null ? undefined : t(`states.reason.${reasonCode}`);
    switch (state) {
      case 'downloading':
        if (reason !== undefined) return reason;
        if (etaSeconds !== null)
          return t('states.downloadingLeft', { time: formats.value.duration(etaSeconds) });
        if (downloadBps > 0) return t('states.downloadingFrom', {}, peers);
        return peers === 0 ? t('states.lookingForPeers') : t('states.connectedTo', {}, peers);
      case 'seeding':
        // Connected is not the same as asking; but who sends to nobody has nobody to name.
        return uploadBps > 0 ? t('states.seedingTo', {}, peers) : t('states.seedingIdle');
      case 'checking':
        return reason ?? t('states.checkingDone', { share: formats.value.percent(progress) });
      case 'paused':
        if (reasonCode === 'goal-met') return t('states.reason.goal-met');
        return progress >= 1
          ? t('states.pausedComplete')
          : t('states.pausedAt', { share: formats.value.percent(progress) });
      case 'blocked':
        return mark?.why === undefined || reasonCode !== 'network-down'
          ? (reason ?? t('states.name.blocked'))
          : t('states.blockedWhy', { why: mark.why });
      case 'queued':
      case 'missing':
      case 'error':
        return reason ?? t(`states.name.${state}`);
      default:
        return state satisfies never;
    }
  };
}
