import { record } from './record.ts';

/** What a page that shows other people's names must never have, and the value that is safe. */
const safe: Readonly<Record<string, boolean>> = {
  sandbox: true,
  contextIsolation: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
};

/** Each flag must be written, also where Electron's default is the safe value. */
export function complainOfPreferences(preferences: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(safe)) {
    if (preferences[name] !== value) record('insecure', `webPreferences.${name}`);
  }
  if (preferences.enableBlinkFeatures !== undefined) record('insecure', 'webPreferences.enableBlinkFeatures');
}
