import { faults } from './faults/faults.mjs'
import { latency } from './latency/latency.mjs'
import { memory } from './memory/memory.mjs'
import { parsing } from './parsing/parsing.mjs'
import { rendering } from './rendering/rendering.mjs'
import { sessions } from './sessions/sessions.mjs'
import { start } from './start/start.mjs'

/**
 * What is measured, in the order of telling. Each has
 *
 *   name, title
 *   run({ executablePath, peers, rounds, print })  raw figures, which JSON can hold; `peers` is the folder
 *                                                  in which the packages to compare with are installed
 *   report(measurements)   Markdown, without a heading
 *   aims(measurements)     `[{ what, aim, measured, isMet, reason }]`: texts, and whether it was reached;
 *                          the reason is told where it was not
 *   headlines(measurements) `[[what, ours, theirs]]`: texts, for the README
 *   plots(measurements)    `[{ title, unit, scale, aim, rows: [{ label, values, isOurs }] }]`: a row of
 *                          dots each, with their median; `scale` is 'linear' or 'log', `aim` a value or null
 *   packages               names in `peers` whose versions the report gives
 */
export const SCENARIOS = [latency, rendering, start, sessions, parsing, memory, faults]

/** Those that a run has. */
export const scenariosOf = (results) => SCENARIOS.filter(({ name }) => name in results.scenarios)
