import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '.stryker/', '**/*.js', '**/*.mjs', '**/*.cjs'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', 300],
    },
  },
  {
    // The rules and the workflow see no clock, no chance and no zone but those they are given.
    files: ['domain/**/*.ts', 'workflows/**/*.ts'],
    ignores: ['domain/procedure/**', 'domain/directory/**', 'domain/messages/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'Intl',
        'crypto',
        'structuredClone',
        'performance',
        'Buffer',
        'process',
        'setInterval',
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['domain/kernel/**/*.ts', 'domain/capabilities/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'now' },
      ],
    },
  },
);
