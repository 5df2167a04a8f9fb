import { rendering } from './rendering/rendering.mjs'

/** What is measured: each names itself, gives back raw figures, and tells them in Markdown. */
export const SCENARIOS = [rendering]
