import { isDeepStrictEqual } from 'node:util';
import type { CloseReason, EngineBinding } from '#shared/contract/engine-door.ts';
import type { ShutReason } from '#shared/contract/network.ts';
import type { Profile } from '#shared/contract/profile.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Clock } from '../../ports/clock.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { Engines } from '../engines/engines.ts';
import { makeLanes } from '../torrents/lanes.ts';
import { decide, isSameDoor, type Decision } from './decide.ts';
import type { NetworkView } from './network-view.ts';

/** The door of one profile as it stands. */
export interface DoorStand {
  readonly decision: Decision;
  readonly since: Date;
}

/** One door for each profile: opened and shut as the network and the settings say. */
export interface Doors extends AsyncDisposable {
  /** Undefined before the profile has been looked at for the first time. */
  stand(profile: string): DoorStand | undefined;
  /** Looks at everything anew; resolves when every door stands as it should. */
  check(): Promise<void>;
  /** The process of this profile has shut its door by itself. */
  shutByItself(profile: string, reason: CloseReason, text: string): void;
  /** Its process is replaced by a new one, which nobody knows yet: another DHT id, another port where none is fixed. */
  renew(profile: string): Promise<void>;
  /** The computer goes to sleep: every door is shut, so that nothing goes on unseen when it wakes. */
  sleep(): Promise<void>;
  /** Doors open again as the network is found now, each with a new process; none that was shut before it slept. */
  wake(): Promise<void>;
  /** The user wants it: a door that waits for a word opens. */
  allow(profile: string): Promise<void>;
}

export interface DoorListener {
  /** Nothing leaves any more; the process is ended after this. */
  onShut(profile: string, reason: ShutReason, text: string, isFirst: boolean): void;
  onOpen(profile: string, binding: EngineBinding, isFirst: boolean): void;
  /** It was open and will be, but the process is another: what ran in the old one, which has ended, waits for it. */
  onReplaced(profile: string): void;
}

interface DoorsParts {
  readonly network: Pick<NetworkView, 'interfaces' | 'cannotBind'>;
  readonly engines: Engines;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly listener: DoorListener;
  settings(): Settings;
}

interface Kept extends DoorStand {
  /** As its process was started with. */
  readonly profile: Profile;
  /** The last binding with which it was open. */
  readonly before: EngineBinding | undefined;
  /** Its process cannot be used any more. */
  readonly isSpent: boolean;
  /** It stays shut until the user says so. */
  readonly isLocked: boolean;
}

/** A tunnel gets its second address, its routes and its resolvers a moment after it is up, ms. */
const settleMs = 400;

export function makeDoors({ network, engines, clock, logger, listener, settings }: DoorsParts): Doors {
  const doors = new Map<string, Kept>();
  const lanes = makeLanes<string>();
  let isEnding = false;
  let isAsleep = false;
  let falling: Promise<void> = Promise.resolve();
  const mayStart = () => !isEnding;

  function look(profile: Profile, kept: Kept | undefined): Decision {
    if (kept?.isLocked === true && isSameProfile(kept.profile, profile)) return kept.decision;
    if (isAsleep) return kept?.decision.kind === 'shut' ? kept.decision : asleep;
    const decision = decide(profile, {
      interfaces: network.interfaces(),
      cannotBind: network.cannotBind,
      before: kept?.before,
    });
    const isBack = kept?.decision.kind === 'shut' && decision.kind === 'open';
    if (!isBack || profile.resumesByItself || !isSameProfile(kept.profile, profile)) return decision;
    // The network did not go: the computer did.
    if (kept.decision.reason === 'asleep') return decision;
    const text = 'The network is back. It opens when you resume a transfer.';
    return { kind: 'shut', reason: 'waits-for-you', text };
  }

  function isRight(kept: Kept | undefined, profile: Profile, decision: Decision): boolean {
    if (kept === undefined || kept.isSpent || !isSameProfile(kept.profile, profile)) return false;
    if (kept.decision.kind === 'open' && decision.kind === 'open')
      return isSameDoor(kept.decision.binding, decision.binding);
    return kept.decision.kind === decision.kind;
  }

  async function apply(name: string): Promise<void> {
    if (isEnding) return;
    const profile = settings().profiles.find((candidate) => candidate.name === name);
    if (profile === undefined) {
      doors.delete(name);
      return engines.close(name, { quietly: false });
    }
    const kept = doors.get(name);
    let decision = look(profile, kept);
    if (isRight(kept, profile, decision)) {
      freshen(name, kept, decision);
      return;
    }
    if (kept !== undefined && decision.kind === 'open' && kept.decision.kind === 'shut') {
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      decision = look(profile, kept);
    }
    stand(name, profile, decision);
    await engines.close(name, { quietly: !isSameNetwork(kept, decision) });
    if (kept?.decision.kind === 'open' && decision.kind === 'open') listener.onReplaced(name);
    // The app may have begun to stop meanwhile: nobody would end that process.
    if (mayStart()) engines.open(profile, decision.kind === 'open' ? decision.binding : { kind: 'none' });
  }

  /** Only the words or the routes differ. */
  function freshen(name: string, kept: Kept | undefined, decision: Decision): void {
    if (kept === undefined || isDeepStrictEqual(kept.decision, decision)) return;
    const before = decision.kind === 'open' ? decision.binding : kept.before;
    doors.set(name, { ...kept, decision, before });
    if (decision.kind === 'shut') listener.onShut(name, decision.reason, decision.text, false);
  }

  function stand(name: string, profile: Profile, decision: Decision): void {
    const kept = doors.get(name);
    const isFirst = kept === undefined;
    const isLocked = decision.kind === 'shut' && isLocking(decision.reason);
    const before = decision.kind === 'open' ? decision.binding : kept?.before;
    const isNews = kept?.decision.kind !== decision.kind;
    const since = isNews ? clock.now() : kept.since;
    doors.set(name, { decision, since, profile, before, isSpent: false, isLocked });
    if (decision.kind === 'open') listener.onOpen(name, decision.binding, isFirst);
    else listener.onShut(name, decision.reason, decision.text, isFirst);
  }

  function checkOne(name: string): Promise<void> {
    return lanes
      .run(name, () => apply(name))
      .catch((error: unknown) => {
        logger.error('door.failed', { error: errorLabel(error) });
      });
  }

  async function check(): Promise<void> {
    const names = new Set([...doors.keys(), ...settings().profiles.map(({ name }) => name)]);
    await Promise.all([...names].map(checkOne));
  }

  function sleep(): Promise<void> {
    if (!isAsleep) {
      isAsleep = true;
      falling = check();
    }
    return falling;
  }

  return {
    stand: (name) => doors.get(name),
    check,
    sleep,
    async wake() {
      // It may have slept before anybody could say so, or before the last door was shut.
      await sleep();
      isAsleep = false;
      await check();
    },
    shutByItself(name, reason, text) {
      const kept = doors.get(name);
      if (kept === undefined) return;
      stand(name, kept.profile, { kind: 'shut', reason, text });
      const now = doors.get(name);
      if (now !== undefined) doors.set(name, { ...now, isSpent: true });
      void checkOne(name);
    },
    async renew(name) {
      const kept = doors.get(name);
      if (kept !== undefined) doors.set(name, { ...kept, isSpent: true });
      await checkOne(name);
    },
    async allow(name) {
      const kept = doors.get(name);
      if (kept?.isLocked !== true) return;
      doors.delete(name);
      await checkOne(name);
    },
    /** From now on no process is started; resolves when none is being started any more. */
    async [Symbol.asyncDispose]() {
      isEnding = true;
      await Promise.all([...doors.keys()].map((name) => lanes.run(name, () => Promise.resolve())));
    },
  };
}

const asleep: Decision = {
  kind: 'shut',
  reason: 'asleep',
  text: 'The computer sleeps. It opens when the network has been looked at anew.',
};

/** What has gone wrong inside, and what waits for a word, does not mend itself. */
function isLocking(reason: ShutReason): boolean {
  return reason === 'left-the-door' || reason === 'waits-for-you';
}

/** Where only settings differ, trackers may be told goodbye. Else nobody is: that network is not to be used any more. */
function isSameNetwork(kept: Kept | undefined, now: Decision): boolean {
  if (kept?.decision.kind !== 'open' || now.kind !== 'open' || kept.isSpent) return false;
  return isSameDoor(kept.decision.binding, now.binding);
}

/** Whether a process that was started with one serves for the other. */
function isSameProfile(one: Profile, other: Profile): boolean {
  return isDeepStrictEqual({ ...one, resumesByItself: null }, { ...other, resumesByItself: null });
}
