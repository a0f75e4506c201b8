import { isTrackerUrl } from '#shared/domain/tracker-url.ts';

export interface ShareForm {
  readonly path: string;
  readonly name: string;
  /** One on each line. */
  readonly trackers: string;
  readonly isPrivate: boolean;
}

export interface ShareFaults {
  readonly path: boolean;
  /** The first line that is no tracker address. */
  readonly badTracker: string | undefined;
  readonly privateNeedsTracker: boolean;
}

export function trackersIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** What is wrong with the form, or undefined when it can go. */
export function faultsOf({ path, trackers, isPrivate }: ShareForm): ShareFaults | undefined {
  const urls = trackersIn(trackers);
  const faults = {
    path: path.trim() === '',
    badTracker: urls.find((url) => !isTrackerUrl(url)),
    privateNeedsTracker: isPrivate && urls.length === 0,
  };
  const isFine = !faults.path && faults.badTracker === undefined && !faults.privateNeedsTracker;
  return isFine ? undefined : faults;
}

/** The last name of a path, for sentences about it. */
export function lastName(path: string): string {
  const names = path.split(/[/\\]+/u).filter(Boolean);
  return names.at(-1) ?? path;
}
