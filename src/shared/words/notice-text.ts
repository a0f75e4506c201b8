import { shutReasons } from '../contract/network.ts';
import type { Notice } from '../contract/notice.ts';
import { goalActions } from '../domain/seeding/goal.ts';
import { stateReasons } from '../domain/torrent-state.ts';
import type { Say } from './make-say.ts';
import type { Paths, Words } from './words.ts';

type NoticeKey = Paths<Pick<Words, 'doors' | 'notices' | 'states'>>;

/** What a notice tells under its title, in the language of whoever says it; the core's own words where only those know. */
export function noticeText(
  say: Say<NoticeKey>,
  { code, text, values }: Pick<Notice, 'code' | 'text' | 'values'>,
): string {
  if (values === undefined) return text;
  switch (code) {
    case 'engine-restarted':
    case 'engine-failed':
    case 'listen-port-taken':
    case 'torrent-finished':
    case 'profile-open':
    case 'catalog-restored':
    case 'catalog-set-aside':
    case 'library-restored':
    case 'library-set-aside':
    case 'scan-failed':
      return say(`notices.text.${code}`, values);
    case 'settings-set-aside':
      return say(values.outcome === 'restored' ? 'notices.settingsRestored' : `notices.text.${code}`, values);
    case 'folder-not-watched': {
      const cause = say(`notices.notWatched.${values.why === 'too-many' ? 'tooMany' : 'silent'}`);
      return say(`notices.text.${code}`, { ...values, cause });
    }
    case 'goal-met': {
      const whenMet = goalActions.find((one) => one === values.whenMet) ?? 'pause';
      return say(`notices.text.${code}`, { ...values, consequence: say(`notices.goal.${whenMet}`) });
    }
    case 'torrent-failed': {
      const reason = stateReasons.find((one) => one === values.reason) ?? 'failed';
      return say(`notices.text.${code}`, { ...values, why: say(`states.reason.${reason}`) });
    }
    case 'profile-shut': {
      const reason = shutReasons.find((one) => one === values.reason) ?? 'engine-down';
      const { profile = '', count = 0 } = values;
      const why = say(`doors.shut.${reason}`, values);
      return say(`notices.text.${code}`, { profile, why }, Number(count));
    }
    case 'left-the-door':
      return text;
    default:
      return code satisfies never;
  }
}
