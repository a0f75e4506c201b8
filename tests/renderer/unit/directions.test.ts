import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '..', '..', '..', 'src', 'renderer');

/** `margin-left`, `left:`, `text-align: right` …: what turns wrong where text runs to the left. */
const physical =
  /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius/;

function stylesOf(text: string, name: string): string[] {
  if (name.endsWith('.css')) return [text];
  return [...text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((match) => match[1] ?? '');
}

test('no style names a left or a right, so that a page that runs to the left is the mirror of one that does not', () => {
  const names = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(css|vue)$/.test(name),
  );
  const found = names.flatMap((name) =>
    stylesOf(readFileSync(join(renderer, name), 'utf8'), name)
      .flatMap((style) => style.split('\n'))
      .filter((line) => physical.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(names.length).toBeGreaterThan(30);
  expect(found).toEqual([]);
});
