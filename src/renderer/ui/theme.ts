export type Theme = 'system' | 'light' | 'dark';

const storageKey = 'warren.theme';

/** Colours the page, and remembers it, so that the next start does not flash before the settings arrive. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(storageKey);
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(storageKey, theme);
  }
}

export function showRememberedTheme(): void {
  const theme = localStorage.getItem(storageKey);
  if (theme === 'light' || theme === 'dark') showTheme(theme);
}

/** Told when the colours or the direction of the page turn; for what CSS cannot reach, as a canvas. Returns the way to stop. */
export function onThemeChange(listener: () => void): () => void {
  const attributes = new MutationObserver(listener);
  attributes.observe(document.documentElement, { attributeFilter: ['data-theme', 'dir'] });
  const darkness = matchMedia('(prefers-color-scheme: dark)');
  darkness.addEventListener('change', listener);
  return () => {
    attributes.disconnect();
    darkness.removeEventListener('change', listener);
  };
}
