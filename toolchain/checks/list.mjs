/** The checks of `npm run check`. A check resolves if all is well and throws what is not. */
import { checkBoundary } from './boundary.mjs'
import { clangTidy } from './clang-tidy.mjs'
import { clangFormat } from './cpp-tools.mjs'
import { checkCppLayers } from './cpp-layers.mjs'
import { checkEmittedTypes } from './emitted-types.mjs'
import { checkLinks } from './links.mjs'
import { checkLockFiles } from './lock-files.mjs'
import { mypy, ruffFormat, ruffLint } from './python-tools.mjs'
import { checkSpec } from './spec.mjs'
import { checkSize } from './size.mjs'
import { eslint, prettier, publint, typeCheckProjects, typesOfPackage } from './web-tools.mjs'
import { checkWasmImports } from './wasm-imports.mjs'

export const CHECKS = [
  { name: 'clang-format', check: clangFormat },
  { name: 'clang-tidy', check: clangTidy },
  { name: 'prettier', check: prettier },
  { name: 'eslint', check: eslint },
  ...typeCheckProjects(),
  { name: 'ruff format', check: ruffFormat },
  { name: 'ruff', check: ruffLint },
  { name: 'mypy', check: mypy },
  { name: 'C++ layers', check: checkCppLayers },
  { name: 'documents show the transition table', check: checkSpec },
  { name: 'links of the documents', check: checkLinks },
  { name: 'lock files name no host', check: checkLockFiles },
  { name: 'wasm imports', check: checkWasmImports },
  { name: 'names of what crosses', check: checkBoundary },
  { name: 'emitted types are fresh', check: checkEmittedTypes },
  { name: 'publint', check: publint },
  { name: 'are the types wrong', check: typesOfPackage },
  { name: 'size budget', check: checkSize },
]
