/**
 * Which of its forms a message takes for a count. They are written in the order zero, one, two, few, many, other; each
 * language has some of them.
 */
export function pluralRule(code: string): (count: number, forms: number) => number {
  const rules = new Intl.PluralRules(code);
  const order = ['zero', 'one', 'two', 'few', 'many', 'other'];
  const categories = rules
    .resolvedOptions()
    .pluralCategories.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  return (count, forms) => Math.min(categories.indexOf(rules.select(count)), forms - 1);
}
