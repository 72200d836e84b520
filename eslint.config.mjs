import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const DIRECTIVE = /^\s*eslint-(disable|enable)/;

/** Whoever switches a rule off says why. At a column before the comment, which therefore cannot switch this off, too. */
const reason = {
  create: ({ report, sourceCode }) => ({
    Program: () =>
      sourceCode
        .getAllComments()
        .filter(({ value }) => DIRECTIVE.test(value) && !/ -- \S/.test(value))
        .forEach(({ loc }) => report({ loc: { line: loc.start.line, column: -1 }, message })),
  }),
};
const message = 'Say behind " -- " why the rule is off here.';

/** What finds faults. How the code looks is prettier's affair. */
const everywhere = {
  'array-callback-return': 'error',
  eqeqeq: 'error',
  'local/reason': 'error',
  'no-constant-binary-expression': 'error',
  'no-debugger': 'error',
  'no-self-compare': 'error',
  'no-unreachable-loop': 'error',
  'no-unsafe-finally': 'error',
  '@typescript-eslint/ban-ts-comment': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
};

const withTypes = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-base-to-string': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-implied-eval': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-misused-spread': 'error',
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-enum-comparison': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  '@typescript-eslint/require-array-sort-compare': 'error',
  '@typescript-eslint/restrict-plus-operands': 'error',
  '@typescript-eslint/restrict-template-expressions': 'error',
  '@typescript-eslint/return-await': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
};

export default defineConfig(
  { ignores: ['target/', 'webroot/', 'data/'] },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts', '**/*.mjs'],
    plugins: { '@typescript-eslint': tseslint.plugin, local: { rules: { reason } } },
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    languageOptions: { parser: tseslint.parser },
    rules: everywhere,
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx', 'src/**/*.mts'],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: withTypes,
  },
  // What a page wants to read it is told by the logger that it gave.
  {
    files: ['src/main/ts/sdk/**', 'src/main/ts/page/**', 'src/main/ts/console/**'],
    rules: { 'no-console': 'error' },
  },
);
