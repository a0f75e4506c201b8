export interface Lanes<K> {
  run<T>(key: K, work: () => Promise<T>): Promise<T>;
}

/** Work on the same key runs one after the other, in the order it came; different keys do not wait for each other. */
export function makeLanes<K>(): Lanes<K> {
  const lanes = new Map<K, Promise<unknown>>();
  return {
    run<T>(key: K, work: () => Promise<T>): Promise<T> {
      const mine = (lanes.get(key) ?? Promise.resolve()).then(work);
      const end = mine.then(
        () => undefined,
        () => undefined,
      );
      lanes.set(key, end);
      void end.then(() => {
        if (lanes.get(key) === end) lanes.delete(key);
      });
      return mine;
    },
  };
}
