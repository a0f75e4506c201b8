import type { Page } from 'playwright-core';

/** What of a trace event is used here. Durations in µs. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Time on a core: a task that waits for one, because the machine has other work too, is not longer by this. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/**
 * The longest task of the page's main thread while something runs, in ms of time on a core. PerformanceObserver's
 * `longtask` tells the same by the clock, where a busy machine makes every task long.
 */
export async function longestTaskDuring(page: Page, work: () => Promise<void>): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  // The protocol types events as free-form objects; these fields are part of the trace format.
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));

  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] },
  });
  await work();
  await devtools.send('Tracing.end');
  await complete;
  await devtools.detach();

  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mainThreads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map((event) => thread(event)),
  );
  const tasks = events.filter(
    (event) => event.name.endsWith('RunTask') && event.tdur !== undefined && mainThreads.has(thread(event)),
  );
  if (tasks.length === 0) throw new Error('The trace holds no tasks of the page.');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
