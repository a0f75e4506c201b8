import type { Locator, Page } from 'playwright-core';

/** More stops than any screen has between two things. */
const mostStops = 150;

/** Where the keyboard is, in words; with what is wrong about it. */
interface Stop {
  readonly name: string;
  /** It cannot be told by looking that the keyboard is there. */
  readonly isUnseen: boolean;
}

/** What the keyboard stopped at without anybody being able to see it. */
export type Unseen = Set<string>;

/** Goes to a thing by Tab alone, as somebody without a mouse does. */
export async function reach(page: Page, goal: Locator, unseen: Unseen): Promise<void> {
  await goal.waitFor();
  const passed: string[] = [];
  while (passed.length < mostStops) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    const stop = await stopOf(page);
    if (stop.isUnseen) unseen.add(stop.name);
    passed.push(stop.name);
  }
  throw new Error(`Tab does not lead to ${String(goal)}, but to ${[...new Set(passed)].join(' · ')}.`);
}

/** Goes there and presses Enter. */
export async function enter(page: Page, goal: Locator, unseen: Unseen): Promise<void> {
  await reach(page, goal, unseen);
  await page.keyboard.press('Enter');
}

/** Goes on by Tab until it comes back to where it began: names of where it was outside the box. */
export async function escapesFrom(page: Page, box: Locator): Promise<string[]> {
  const outside: string[] = [];
  await box.evaluate(() => {
    (globalThis as { begun?: Element | null }).begun = document.activeElement;
  });
  for (let stops = 0; stops < mostStops; stops++) {
    await page.keyboard.press('Tab');
    const isInside = await box.evaluate((element) => element.contains(document.activeElement));
    if (!isInside) outside.push((await stopOf(page)).name);
    if (
      await page.evaluate(() => (globalThis as { begun?: Element | null }).begun === document.activeElement)
    )
      return outside;
  }
  return [...outside, 'it never came back'];
}

/** Seen: within the window, nothing over it, and a line drawn around it or around the box that it stands in. */
async function stopOf(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return { name: 'the page itself', isUnseen: false };
    const text = element.getAttribute('aria-label') ?? element.textContent.trim();
    const name = `${element.tagName.toLowerCase()} “${text.slice(0, 40)}”`;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const isWithin = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
    const isMarked = (at: Element): boolean => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    };
    let marked = false;
    for (let at: Element | null = element, up = 0; at !== null && up < 3; at = at.parentElement, up++)
      marked ||= isMarked(at);
    return { name, isUnseen: !isWithin || !marked };
  });
}
