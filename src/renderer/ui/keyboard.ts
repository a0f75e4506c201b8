import { useText } from '../i18n/index.ts';

const isMac = navigator.userAgent.includes('Mac');

/** How a letter together with the key that makes it a command is written: `Ctrl K`, `⌘ K`. */
export function useCommandKey(): (letter: string) => string {
  const { t } = useText();
  return (letter) => `${isMac ? '⌘' : t('keys.control')} ${letter}`;
}

/** Whether keys go into text here, so that letters are letters. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** Whether a dialog or a menu lies over the page: the keyboard is for that alone. */
export function isLayerOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}
