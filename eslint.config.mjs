import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import jsdoc from 'eslint-plugin-jsdoc'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import ts from 'typescript-eslint'

const TYPESCRIPT = ['**/*.ts', '**/*.tsx']
const PACKAGE = ['js-bindings/src/**/*.ts', 'js-bindings/src/**/*.tsx']

/** What only the browser's ports may touch; everyone else is given it. */
const BROWSER_GLOBALS = [
  'window',
  'document',
  'navigator',
  'location',
  'EventSource',
  'fetch',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'performance',
  'localStorage',
  'sessionStorage',
  'BroadcastChannel',
  'crypto',
]

/** Where what the package's entries export is declared. */
const PUBLIC = [
  '{client,decision,types}.ts',
  'core/records.ts',
  'react/*.ts',
  'components/{connection-indicator,connection-line,pace,transcription-progress,use-smooth-progress}.ts*',
  'components/messages/*.ts',
  'inspector/{connection-inspector,decision-log,reason,use-decision-log}.ts*',
  'inspector/messages/*.ts',
  'testing/*.ts',
].map((files) => `js-bindings/src/${files}`)

const EXPORTED = 'ExportNamedDeclaration >'
const NUMBER = 'TSPropertySignature:has(> TSTypeAnnotation TSNumberKeyword)'

/** What a user meets: each declaration, each member of a class, each number (its unit and range). */
const TO_BE_DOCUMENTED = [
  ...['FunctionDeclaration', 'ClassDeclaration', 'TSInterfaceDeclaration'].map(
    (kind) => `${EXPORTED} ${kind}`,
  ),
  `${EXPORTED} TSTypeAliasDeclaration`,
  `${EXPORTED} ClassDeclaration > ClassBody > :matches(MethodDefinition, PropertyDefinition)[key.type="Identifier"]`,
  `${EXPORTED} TSInterfaceDeclaration > TSInterfaceBody > ${NUMBER}`,
]

/** What Emscripten's linker and its runtime define for a JavaScript library. */
const EMSCRIPTEN = [
  'addToLibrary',
  'warn',
  'LibraryManager',
  'EMBIND_GEN_MODE',
  'Module',
  'HEAPU8',
  'HEAPU32',
  '_malloc',
  '_free',
  'AsciiToString',
  'getWasmTableEntry',
  'embindTypes',
  'textDecoder',
  'textEncoder',
]

/** They read clock and chance without naming a global of their own. */
const AMBIENT = [
  { object: 'Math', property: 'random', message: 'chance comes from a port' },
  { object: 'Date', property: 'now', message: 'time comes from a port' },
]

const NOW = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'time comes from a port',
}

const REACT = [
  {
    group: ['react', 'react/*', 'react-dom', 'react-dom/*'],
    message: 'only js-bindings/src/react/, src/components/ and src/inspector/ know React',
  },
]

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/node_modules/',
    '.cache/',
    'build/',
    // Emitted by embind, checked against a fresh build.
    'js-bindings/src/core/transcription-status-core.d.ts',
    // Read beside the packed package, where it is compiled.
    'tests/consumers/types/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: globals.nodeBuiltin },
    rules: { 'no-unused-vars': ['error', { ignoreRestSiblings: true }] },
  },
  {
    files: ['tests/consumers/*/**/*.js'],
    languageOptions: { globals: { ...globals.browser, ...globals.jest } },
  },
  {
    files: ['wasm/bindings/*.js'],
    languageOptions: { globals: Object.fromEntries(EMSCRIPTEN.map((name) => [name, 'readonly'])) },
  },
  {
    files: TYPESCRIPT,
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Bracket access is what noPropertyAccessFromIndexSignature asks for.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // 'return stop()' ends a branch in one line.
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    files: [
      'js-bindings/**/*.tsx',
      'js-bindings/src/react/**',
      'js-bindings/src/inspector/**',
      'demo-web/**/*.ts',
      'demo-web/**/*.tsx',
    ],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    files: PUBLIC,
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        { require: { FunctionDeclaration: false }, contexts: TO_BE_DOCUMENTED, enableFixer: false },
      ],
    },
  },
  {
    files: PACKAGE,
    ignores: ['js-bindings/src/ports/browser*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'globalThis', message: 'only js-bindings/src/ports/browser*.ts touch globals' },
        ...BROWSER_GLOBALS.map((name) => ({
          name,
          message: 'only js-bindings/src/ports/browser*.ts touch browser globals',
        })),
      ],
      'no-restricted-properties': ['error', ...AMBIENT],
      'no-restricted-syntax': ['error', NOW],
    },
  },
  {
    files: PACKAGE,
    ignores: [
      'js-bindings/src/react/**',
      'js-bindings/src/components/**',
      'js-bindings/src/inspector/**',
      'js-bindings/src/index.ts',
    ],
    rules: { 'no-restricted-imports': ['error', { patterns: REACT }] },
  },
)
