import { createRouter, createWebHashHistory, type Router } from 'vue-router';
import LibraryView from './features/library/LibraryView.vue';
import PrivacyView from './features/privacy/PrivacyView.vue';
import SettingsView from './features/settings/SettingsView.vue';
import NotFoundView from './features/shell/NotFoundView.vue';
import TransfersView from './features/transfers/TransfersView.vue';

/** In the order of the side bar. */
export const places = ['library', 'transfers', 'privacy', 'settings'] as const;

export function makeRouter(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', redirect: { name: 'transfers' } },
      { path: '/library', name: 'library', component: LibraryView },
      { path: '/transfers/:id?', name: 'transfers', component: TransfersView },
      { path: '/privacy', name: 'privacy', component: PrivacyView },
      { path: '/settings', name: 'settings', component: SettingsView },
      { path: '/:anything(.*)*', component: NotFoundView },
    ],
  });
}
