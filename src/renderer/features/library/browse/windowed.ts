import type { Collection, CollectionRow } from '../../../ui/collection/collection.ts';

export interface PageAnswer<Row> {
  /** Of all that there are. */
  readonly total: number;
  readonly rows: readonly Row[];
}

export type AskPage<Row> = (offset: number, limit: number, signal: AbortSignal) => Promise<PageAnswer<Row>>;

/** A long list of which only the pages that are looked at are fetched; they are kept, and asked again when told. */
export interface Windowed<Row extends CollectionRow> {
  /** Undefined until the first answer; another object after each change. */
  readonly collection: Collection<Row> | undefined;
  /** Another question: what is known stays on the screen until the answer comes. */
  restart(ask: AskPage<Row>): void;
  /** The same question, to which the answer may be another one by now. */
  refresh(): void;
  stop(): void;
}

interface Options<Row> {
  readonly ask: AskPage<Row>;
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

const pageSize = 100;
/** What the core gives at once, in pages. */
const mostPagesAtOnce = 10;
/** A fast wheel must not leave a hundred questions behind. */
const mostInFlight = 3;
/** Far from what is looked at, pages beyond this many are dropped again. */
const mostPages = 400;

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly revision: number;
}

export function makeWindowed<Row extends CollectionRow>({
  ask: firstAsk,
  changed,
  failed,
}: Options<Row>): Windowed<Row> {
  let ask = firstAsk;
  let life = new AbortController();
  let pages = new Map<number, Page<Row>>();
  let indexes = new Map<string, number>();
  let total: number | undefined;
  let collection: Collection<Row> | undefined;
  let revision = 0;
  let wanted = { first: 0, last: 0 };
  let isBroken = false;
  /** After a restart the old pages are shown until the first new one comes. */
  let isReplaced = false;
  const inFlight = new Set<number>();

  const isFresh = (page: number) => pages.get(page)?.revision === revision;
  const pageOf = (index: number) => Math.floor(index / pageSize);

  function tell(): void {
    if (total === undefined) return;
    const known = pages;
    const places = indexes;
    collection = {
      total,
      rowAt: (index) => known.get(pageOf(index))?.rows[index % pageSize],
      // A row that went is still in the map.
      indexOf: (id) => {
        const index = places.get(id) ?? -1;
        return known.get(pageOf(index))?.rows[index % pageSize]?.id === id ? index : -1;
      },
      need,
      idsBetween,
    };
    changed();
  }

  function put(firstPage: number, answer: PageAnswer<Row>, asOf: number): void {
    if (isReplaced) {
      pages = new Map();
      indexes = new Map();
      isReplaced = false;
    }
    if (total !== undefined && answer.total < total) {
      for (const page of pages.keys()) if (page * pageSize >= answer.total) pages.delete(page);
    }
    total = answer.total;
    for (let at = 0; at * pageSize < answer.rows.length; at++) {
      const rows = answer.rows.slice(at * pageSize, (at + 1) * pageSize);
      pages.set(firstPage + at, { rows, revision: asOf });
      rows.forEach(({ id }, index) => indexes.set(id, (firstPage + at) * pageSize + index));
    }
  }

  function dropFar(): void {
    if (pages.size <= mostPages) return;
    const middle = (wanted.first + wanted.last) / 2;
    const byDistance = [...pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of byDistance.slice(0, pages.size - mostPages)) pages.delete(page);
  }

  function nextWanted(): number | undefined {
    const last = total === undefined ? 0 : Math.min(wanted.last, pageOf(Math.max(0, total - 1)));
    for (let page = Math.min(wanted.first, last); page <= last; page++)
      if (!isFresh(page) && !inFlight.has(page)) return page;
    return undefined;
  }

  async function load(page: number): Promise<void> {
    const { signal } = life;
    const asOf = revision;
    inFlight.add(page);
    try {
      const answer = await ask(page * pageSize, pageSize, signal);
      if (signal.aborted) return;
      put(page, answer, asOf);
      dropFar();
      tell();
    } catch (error) {
      if (signal.aborted) return;
      isBroken = true;
      failed(error);
    } finally {
      if (!signal.aborted) {
        inFlight.delete(page);
        pump();
      }
    }
  }

  function pump(): void {
    while (!isBroken && inFlight.size < mostInFlight) {
      const page = nextWanted();
      if (page === undefined) return;
      void load(page);
    }
  }

  function need(first: number, last: number): void {
    wanted = { first: pageOf(Math.max(0, first)), last: pageOf(Math.max(0, last)) };
    pump();
  }

  /** Fetches whole stretches that are not here; whether all of them came. */
  async function fill(firstPage: number, lastPage: number): Promise<boolean> {
    const { signal } = life;
    const isHere = (page: number) => pages.has(page) && !isReplaced;
    try {
      for (let page = firstPage; page <= lastPage; page++) {
        if (isHere(page)) continue;
        let count = 1;
        while (count < mostPagesAtOnce && page + count <= lastPage && !isHere(page + count)) count++;
        const asOf = revision;
        const answer = await ask(page * pageSize, count * pageSize, signal);
        if (signal.aborted) return false;
        put(page, answer, asOf);
        page += count - 1;
        if (page >= lastPage) tell();
      }
      return true;
    } catch (error) {
      if (!signal.aborted) failed(error);
      return false;
    }
  }

  async function idsBetween(first: number, last: number): Promise<readonly string[]> {
    const start = Math.max(0, first);
    const end = Math.min(last, (total ?? 0) - 1);
    if (end < start || !(await fill(pageOf(start), pageOf(end)))) return [];
    const ids: string[] = [];
    for (let index = start; index <= end; index++) {
      const row = pages.get(pageOf(index))?.rows[index % pageSize];
      if (row !== undefined && row.isHeading !== true) ids.push(row.id);
    }
    return ids;
  }

  function begin(): void {
    life.abort();
    life = new AbortController();
    inFlight.clear();
    isBroken = false;
    revision++;
    pump();
  }

  pump();
  return {
    get collection() {
      return collection;
    },
    restart(next) {
      ask = next;
      isReplaced = true;
      wanted = { first: 0, last: 0 };
      begin();
    },
    refresh: begin,
    stop: () => life.abort(),
  };
}
