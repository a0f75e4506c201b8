// For type-aware linting, which reads .ts files without knowing what a .vue file holds; vue-tsc finds the files themselves.
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent;
  export default component;
}
