import type { Notice } from '#shared/contract/notice.ts';
import { shutReasons } from '#shared/contract/network.ts';
import { stateReasons } from '#shared/domain/torrent-state.ts';
import { useText } from './index.ts';

/** What a notice tells under its title, in the language of the page; the core's own words where only those know. */
export function useNoticeWords(): (notice: Notice) => string {
  const { t } = useText();

  return ({ code, text, values }) => {
    if (values === undefined) return text;
    switch (code) {
      case 'engine-restarted':
      case 'engine-failed':
      case 'listen-port-taken':
      case 'torrent-finished':
      case 'profile-open':
        return t(`notices.text.${code}`, values);
      case 'torrent-failed': {
        const reason = stateReasons.find((one) => one === values.reason) ?? 'failed';
        return t('notices.text.torrent-failed', { ...values, why: t(`states.reason.${reason}`) });
      }
      case 'profile-shut': {
        const reason = shutReasons.find((one) => one === values.reason) ?? 'engine-down';
        const { profile = '', count = 0 } = values;
        const why = t(`doors.shut.${reason}`, values);
        return t('notices.text.profile-shut', { profile, why }, Number(count));
      }
      case 'goal-met':
      case 'settings-set-aside':
      case 'catalog-restored':
      case 'catalog-set-aside':
      case 'library-restored':
      case 'library-set-aside':
      case 'scan-failed':
      case 'folder-not-watched':
      case 'left-the-door':
        return text;
      default:
        return code satisfies never;
    }
  };
}
