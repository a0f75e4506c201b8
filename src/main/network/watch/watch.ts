import { loadLibC } from '../system/libc.ts';
import { watchNetlink } from '../system/netlink.ts';

/** Where nobody tells us, ms: a look costs some 20 microseconds. */
const pollEveryMs = 100;
/** Beside netlink, in case a message was lost, ms. */
const pollRarelyMs = 2_000;

/** Calls `onChange` whenever something about the network may have changed; often it has not. */
export function watchForChanges(
  platform: NodeJS.Platform,
  onChange: () => void,
): Disposable & { readonly isEventDriven: boolean } {
  const events = platform === 'linux' ? tryNetlink(onChange) : undefined;
  const timer = setInterval(onChange, events === undefined ? pollEveryMs : pollRarelyMs);
  return {
    isEventDriven: events !== undefined,
    [Symbol.dispose]: () => {
      clearInterval(timer);
      events?.[Symbol.dispose]();
    },
  };
}

function tryNetlink(onChange: () => void): Disposable | undefined {
  try {
    return watchNetlink(loadLibC(), onChange);
  } catch {
    return undefined;
  }
}
