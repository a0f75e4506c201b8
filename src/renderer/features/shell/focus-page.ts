/** From the bars to what they are about: the table where there is one, else the page. */
export function focusPage(): void {
  const page = document.getElementById('page');
  const goal = page?.querySelector<HTMLElement>('[role="grid"]') ?? page;
  goal?.focus();
}
