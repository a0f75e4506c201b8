/** From the bars to what they are about: the table where there is one, else the page. */
export function focusPage(): void {
  const page = document.getElementById('page');
  const goal = page?.querySelector<HTMLElement>('[role="grid"], [role="listbox"]') ?? page;
  goal?.focus();
}

/** Whether the page has a field that narrows it down; it gets the keyboard then. */
export function focusFilter(): boolean {
  const field = document.querySelector<HTMLInputElement>('#page [data-filter]');
  field?.focus();
  field?.select();
  return field !== null;
}

/** What had the keyboard is gone, and nothing else has taken it. */
export function isFocusLost(): boolean {
  return document.activeElement === document.body;
}
