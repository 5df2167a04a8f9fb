/** Who may include whom in wasm/, and what the core may not touch at all. */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ROOT } from '../paths.mjs'
import { cppFiles } from './cpp-tools.mjs'
import { failOn } from './report.mjs'

/** Innermost first. A module includes its own layer and those before it, never one after it. */
const LAYERS = [
  ['types'],
  ['status', 'boundary', 'problem', 'decimal', 'timestamp', 'server_clock', 'event_id', 'utf8'],
  ['config', 'event', 'snapshot'],
  [
    'backoff',
    'timers',
    'silence',
    'ledger',
    'health',
    'transition_table',
    'event_stream',
    'json_fields',
    'status_codec',
    'reader',
  ],
  ['machine', 'machine_request', 'machine_stream'],
  ['core'],
  ['bindings', 'parser_bindings', 'small_embind', 'small_libc', 'small_malloc'],
]

const CODEC = ['json_fields', 'status_codec']

/** Time comes in as an argument, chance as a seed, and nothing goes out but effects. */
const FORBIDDEN = [
  [/\b(system_clock|steady_clock|high_resolution_clock|clock_gettime|gettimeofday)\b/, 'a clock'],
  [/<(ctime|sys\/time\.h|time\.h)>/, 'a clock'],
  [/<random>|\b(random_device|std::rand|srand|getentropy)\b/, 'a source of chance'],
  [
    /<(iostream|fstream|sstream|ostream|istream|cstdio|stdio\.h|print|filesystem)>/,
    'input or output',
  ],
  [/\b(printf|fprintf|sprintf|snprintf|puts)\s*\(/, 'the printf family'],
  [
    /<(locale|clocale|regex|thread|mutex|future)>/,
    'a part of the library that the core does without',
  ],
]

const rankOf = (module) => LAYERS.findIndex((layer) => layer.includes(module))
const moduleOf = (path) => basename(path).replace(/\.[ch]pp$/, '')

/** Problems of one file, `path` from the root, `text` its content. */
export function layerProblems(path, text) {
  const module = moduleOf(path)
  const rank = rankOf(module)
  if (rank === -1)
    return [`${path}: '${module}' has no layer; give it one in toolchain/checks/cpp-layers.mjs`]
  const bound = path.startsWith('wasm/bindings/')
  const problems = []
  text.split('\n').forEach((line, index) => {
    const at = `${path}:${index + 1}`
    const own = /^\s*#\s*include\s+"([^"]+)"/.exec(line)?.[1]
    const foreign = /^\s*#\s*include\s+<([^>]+)>/.exec(line)?.[1] ?? ''
    if (own && rankOf(moduleOf(own)) > rank)
      problems.push(`${at}: '${module}' may not include '${own}'`)
    if (foreign.startsWith('emscripten') && !bound) {
      problems.push(`${at}: only wasm/bindings/ includes <emscripten/*>`)
    }
    if (foreign.startsWith('nlohmann') && !CODEC.includes(module)) {
      problems.push(`${at}: only the status codec includes nlohmann_json`)
    }
    if (!bound) problems.push(...forbiddenIn(line, at))
  })
  return problems
}

function forbiddenIn(line, at) {
  const code = line.replace(/\/\/.*$/, '')
  return FORBIDDEN.filter(([pattern]) => pattern.test(code)).map(
    ([, what]) => `${at}: the core may not use ${what}`,
  )
}

export async function checkCppLayers() {
  const files = (await cppFiles()).filter((path) => path.startsWith('wasm/'))
  const problems = await Promise.all(
    files.map(async (path) => layerProblems(path, await readFile(join(ROOT, path), 'utf8'))),
  )
  failOn(problems.flat())
}
