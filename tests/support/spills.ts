import type { Page } from 'playwright-core';

/** What does not fit where it stands: the page itself, words that leave their box or are cut in it without a sign. */
export async function spillsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide in ${clientWidth}`);

    const scrolls = (element: Element) => /auto|scroll/u.test(getComputedStyle(element).overflowX);
    function isInScroller(element: Element): boolean {
      for (let at = element.parentElement; at !== null; at = at.parentElement)
        if (scrolls(at) && at.scrollWidth > at.clientWidth + 1) return true;
      return false;
    }

    const named = 'button, a, label, legend, h1, h2, h3, p, dt, dd, select, [role=tab], [role=columnheader]';
    for (const element of document.querySelectorAll(named)) {
      const box = element.getBoundingClientRect();
      // What is only for a screen reader is a point.
      if (box.width <= 1 || box.height <= 1) continue;
      const { display, overflowX, textOverflow } = getComputedStyle(element);
      const words = `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 60)}”`;
      const isTooNarrow = display !== 'inline' && element.scrollWidth > element.clientWidth + 1;
      if (isTooNarrow && !(overflowX === 'hidden' && textOverflow === 'ellipsis') && !scrolls(element))
        found.push(`${words} needs ${element.scrollWidth} and has ${element.clientWidth}`);
      if ((box.left < -1 || box.right > innerWidth + 1) && !isInScroller(element))
        found.push(`${words} leaves the window`);
    }
    return found;
  });
}
