import type { DenialReason, EngineBinding } from '#shared/contract/engine-door.ts';
import type { ShutReason } from '#shared/contract/network.ts';
import { interfaceOf } from '#shared/contract/profile.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Notices } from '../notices.ts';
import type { Registry } from '../torrents/registry.ts';
import type { DoorEvents } from './door-events.ts';
import { say } from './say.ts';

interface DoorNewsParts {
  readonly events: DoorEvents;
  readonly notices: Notices;
  readonly registry: Registry;
  settings(): Settings;
}

/** What is told of doors: all of it as events of the profile, and as a notice what somebody should know at once. */
export function makeDoorNews({ events, notices, registry, settings }: DoorNewsParts) {
  /** Doors that are shut for no other reason. */
  const asleep = new Set<string>();
  /** The first denial of each kind is an event; the rest is counted. */
  const toldDenials = new Set<string>();

  function shut(profile: string, reason: ShutReason, text: string, isFirst: boolean): void {
    const found = settings().profiles.find(({ name }) => name === profile);
    const bound = (found && interfaceOf(found)) ?? '';
    const { said } = say(`shut-${reason}`, { interface: bound });
    // In English what exactly has changed is known: which address was lost, say.
    events.add({ profile, kind: 'shut', text, said });
    const blocked = registry
      .list()
      .filter(({ stored, state }) => stored.profile === profile && state === 'blocked');
    if (reason === 'asleep') asleep.add(profile);
    else asleep.delete(profile);
    // What a start finds shut is no news, but that somebody has to give a password is.
    if ((isFirst && reason !== 'password-missing') || blocked.length === 0 || reason === 'asleep') return;
    const many = blocked.length === 1 ? 'One transfer stands' : `${blocked.length} transfers stand`;
    notices.tell({
      severity: 'warning',
      code: 'profile-shut',
      text: `"${profile}" is shut: ${text} ${many} still; nothing leaves, and nothing is lost.`,
      values: { profile, reason, interface: bound, count: blocked.length },
    });
  }

  function opened(profile: string, binding: EngineBinding, isFirst: boolean): void {
    // After a sleep that is what everybody expects.
    const hasSlept = asleep.delete(profile);
    if (binding.kind !== 'interface') return;
    events.add({ profile, kind: 'opened', ...say('opened', { interface: binding.name }) });
    if (isFirst || hasSlept) return;
    notices.tell({
      severity: 'info',
      code: 'profile-open',
      text: `"${profile}" is open again, through "${binding.name}". Its transfers go on by themselves.`,
      values: { profile, interface: binding.name },
    });
  }

  function denied(profile: string, reasons: readonly DenialReason[]): void {
    for (const reason of reasons) {
      if (toldDenials.has(`${profile} ${reason}`)) continue;
      toldDenials.add(`${profile} ${reason}`);
      events.add({ profile, kind: 'denied', ...say(`denied-${reason}`) });
    }
  }

  function portOutside(profile: string, port: number): void {
    events.add({ profile, kind: 'port', ...say('port', { port: String(port) }) });
  }

  return { shut, opened, denied, portOutside };
}
