import { Worker } from 'node:worker_threads';
import type { HashJob, HashReport } from './hash-job.ts';

/** Threads that hash, kept for a while after a job: a check of many small torrents would else start them for each. */
export interface HashCrew {
  /**
   * Has one thread work on a job.
   * @param onReport called until the promise resolves
   * @returns resolves when it has nothing to do any more, or has ended, however
   */
  work(job: HashJob, onReport: (report: HashReport) => void): Promise<void>;
}

/** To start a thread takes 40 ms and to keep it 10 MB, ms. */
const keptForMs = 10_000;

export function makeHashCrew(workerFile: URL): HashCrew {
  // A thread that has once given way to others cannot be raised again: two kinds.
  const idle = { background: [] as Worker[], normal: [] as Worker[] };

  function hire(kind: Worker[]): Worker {
    const known = kind.pop();
    if (known !== undefined) return known;
    const worker = new Worker(workerFile, { execArgv: [], stdin: false });
    worker.on('error', () => undefined); // what it has not done is handed back
    worker.on('exit', () => {
      const at = kind.indexOf(worker);
      if (at >= 0) kind.splice(at, 1);
    });
    return worker;
  }

  function keep(worker: Worker, kind: Worker[]): void {
    kind.push(worker);
    // Neither keeps the process alive.
    worker.unref();
    setTimeout(() => {
      const at = kind.indexOf(worker);
      if (at < 0) return;
      kind.splice(at, 1);
      void worker.terminate();
    }, keptForMs).unref();
  }

  return {
    work: (job, onReport) =>
      new Promise((resolve) => {
        const kind = job.isBackground ? idle.background : idle.normal;
        const worker = hire(kind);
        const onMessage = (report: HashReport) => {
          onReport(report);
          if (report.kind !== 'finished') return;
          worker.off('message', onMessage);
          worker.off('exit', resolve);
          keep(worker, kind);
          resolve();
        };
        worker.on('message', onMessage);
        worker.on('exit', resolve);
        worker.ref();
        worker.postMessage(job);
      }),
  };
}
