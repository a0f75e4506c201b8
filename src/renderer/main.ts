import './api/without-eval.ts';
import '@fontsource-variable/figtree';
import './ui/styles/base.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { openSession, sessionPlugin } from './api/index.ts';
import App from './App.vue';
import { i18n, speak } from './i18n/index.ts';
import { makeRouter } from './routes.ts';
import { showRememberedTheme } from './ui/theme.ts';

showRememberedTheme();
speak(undefined);
// Before the router: the address may hold the token.
const session = openSession();

createApp(App).use(sessionPlugin(session)).use(createPinia()).use(i18n).use(makeRouter()).mount('#app');
