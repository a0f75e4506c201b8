/* The settings room talks to the settings file. What can be set, and what is the default: #shared/contract/settings.ts. */
export { loadSettings, saveSettings, type LoadedSettings } from './settings-file.ts';
