/** Whether text runs to the left here, so that "on" is to the left. */
export function runsToTheLeft(): boolean {
  return document.documentElement.dir === 'rtl';
}
