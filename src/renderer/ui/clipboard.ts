/** Whether it worked. A page that is not served from this computer, and the desktop shell, may not use the modern way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'only-read-aloud';
  // Inside an open dialog, or the dialog takes the focus back before the copy.
  const home = document.querySelector('[role="dialog"], [role="alertdialog"]') ?? document.body;
  const focused = document.activeElement;
  home.append(area);
  area.select();
  // Deprecated, and still the only way without a secure context.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const worked = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return worked;
}
