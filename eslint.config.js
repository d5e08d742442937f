const { builtinModules } = require('node:module')
const js = require('@eslint/js')
const { defineConfig } = require('eslint/config')
const tseslint = require('typescript-eslint')

const TESTS = '**/*.{test,fixture}.ts'

// What depends on the machine's language settings differs from one machine to the next: banned everywhere.
const LOCALE_PROPERTIES = ['localeCompare', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase'].map(
  (property) => ({ property, message: 'Depends on the locale: compare and print by code unit.' }),
)
const LOCALE_GLOBALS = [{ name: 'Intl', message: 'Depends on the locale.' }]

// What makes two runs of one seed differ: banned where states are computed.
const CLOCK_GLOBALS = [
  'Date',
  'performance',
  'process',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
].map((name) => ({
  name,
  message: 'Rules, properties and searches are pure: pass it in, or move it to explorer/node.',
}))
const RANDOM = { object: 'Math', property: 'random', message: 'Randomness comes from a seed.' }
const NODE_MODULES = builtinModules.filter((name) => !name.startsWith('_') && !name.startsWith('node:'))

const BANNED_SYNTAX = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  {
    selector: ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind="let"]',
    message: 'A module has no state: use const, or pass the value.',
  },
]

const everywhere = {
  files: ['**/*.ts', '**/*.tsx'],
  extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: {
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': 'error',
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/consistent-type-imports': 'error',
    // Our interfaces have no `this`: their methods may be taken out of them.
    '@typescript-eslint/unbound-method': 'off',
    eqeqeq: 'error',
    // Taking a field out of a record names it, and that name is not used.
    '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_+$', argsIgnorePattern: '^_' }],
    'max-lines': ['error', 400],
    'max-lines-per-function': ['error', 60],
    'no-restricted-syntax': ['error', ...BANNED_SYNTAX],
    'no-restricted-properties': ['error', ...LOCALE_PROPERTIES],
    'no-restricted-globals': ['error', ...LOCALE_GLOBALS],
  },
}

const pure = {
  files: ['model/**/*.ts', 'properties/**/*.ts', 'explorer/**/*.ts', 'contract/**/*.ts'],
  ignores: ['explorer/node/**', TESTS],
  rules: {
    'no-restricted-properties': ['error', ...LOCALE_PROPERTIES, RANDOM],
    'no-restricted-globals': ['error', ...LOCALE_GLOBALS, ...CLOCK_GLOBALS],
    'no-restricted-imports': ['error', { paths: NODE_MODULES, patterns: ['node:*'] }],
  },
}

const tests = { files: [TESTS], rules: { 'max-lines-per-function': 'off' } }

const configFiles = {
  files: ['*.js'],
  extends: [js.configs.recommended],
  languageOptions: { sourceType: 'commonjs', globals: { __dirname: 'readonly' } },
}

module.exports = defineConfig({ ignores: ['dist', '.cache', '.tidemark'] }, everywhere, pure, tests, configFiles)
