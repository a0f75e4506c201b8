import { inject, type InjectionKey, type Plugin } from 'vue';
import type { Api } from '#shared/contract/api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { Session } from './session.ts';

const sessionKey: InjectionKey<Session> = Symbol('session');

export function sessionPlugin(session: Session): Plugin {
  return { install: (app) => void app.provide(sessionKey, session) };
}

/** The connection itself: for what must outlive it (streams) and for what shows it (the banner). */
export function useSession(): Session {
  const session = inject(sessionKey);
  if (session === undefined) throw new Error('The session plugin is not installed.');
  return session;
}

/** Everything that can be asked of the core. */
export function useApi(): Client<Api> {
  return useSession().client;
}
