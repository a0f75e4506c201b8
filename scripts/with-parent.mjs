// npm hands a signal to the shell it starts scripts with, and that shell ends without telling anyone.

/** Calls `end` when the process that started this one is gone. */
export function endWithParent(end) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, 300);
  timer.unref();
}
