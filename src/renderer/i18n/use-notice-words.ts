import type { Notice } from '#shared/contract/notice.ts';
import { noticeText } from '#shared/words/notice-text.ts';
import { useText } from './index.ts';

/** What a notice tells under its title, in the language of the page; the core's own words where only those know. */
export function useNoticeWords(): (notice: Notice) => string {
  const { t } = useText();
  return (notice) => noticeText(t, notice);
}
