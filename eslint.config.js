import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const socketModules = [
  'net',
  'dgram',
  'dns',
  'dns/promises',
  'tls',
  'http',
  'https',
  'http2',
  'undici',
  'ws',
].flatMap((name) => [name, `node:${name}`]);

/** Rooms that may open a socket: `network` for the outside; the doors, on loopback, for the person in front. */
const mayOpenSockets = [
  'src/main/network/**',
  'src/main/headless/**',
  'src/main/cli/**',
  'src/main/desktop/**',
  'src/preload/**',
];

export default defineConfig(
  globalIgnores(['out/', 'out.next/', 'out.old/', 'dist/', 'coverage/', 'node_modules/', 'tests/artefacts/']),
  {
    files: ['**/*.{ts,vue}'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      vue.configs['flat/recommended'],
    ],
    languageOptions: {
      parserOptions: {
        parser: tseslint.parser,
        project: [
          'tsconfig.shared.json',
          'tsconfig.node.json',
          'tsconfig.desktop.json',
          'tsconfig.web.json',
          'tsconfig.tests.json',
        ],
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Objects here are made by functions and use no `this`; taking a method out of one is safe.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_$', argsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      // Vue makes `false` of a boolean prop that is not given, and says so in its type: a default of `true` is no mistake.
      '@typescript-eslint/no-useless-default-assignment': 'off',
      // What may be left out is `undefined` then; its type says it.
      'vue/require-default-prop': 'off',
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: mayOpenSockets,
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: socketModules.map((name) => ({ name, message: 'Only src/main/network opens sockets.' })) },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only src/main/network opens sockets.' },
        { name: 'WebSocket', message: 'Only src/main/network opens sockets (the page: src/renderer/api).' },
        { name: 'EventSource', message: 'Only src/main/network opens sockets.' },
        { name: 'XMLHttpRequest', message: 'Only src/main/network opens sockets.' },
      ],
    },
  },
  { files: ['src/renderer/api/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['tests/**', 'build/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: { globals: globals.node },
  },
  prettier,
);
