/** The text of Emscripten's configuration file for a fetched one. */
import { fromRoot } from '../paths.mjs'

/** The closure compiler that npm installed. */
export const CLOSURE = fromRoot('node_modules/.bin/google-closure-compiler')

/** All paths are absolute; `llvm` is the version that Debian appends to the names of the programs. */
export const emscriptenConfig = ({ prefix, llvm, cache, node, closure }) => `\
LLVM_ROOT = '${prefix}/usr/bin'
BINARYEN_ROOT = '${prefix}/usr'
EMSCRIPTEN_ROOT = '${prefix}/usr/share/emscripten'
NODE_JS = '${node}'
CACHE = '${cache}'
CLOSURE_COMPILER = '${closure}'
LLVM_ADD_VERSION = '${llvm}'
CLANG_ADD_VERSION = '${llvm}'
`
