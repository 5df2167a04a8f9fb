/** What tables of the results are written with. */

export const NAMES = { ours: 'this service', peer: 'sse-starlette' }

export const thousands = (value) => Math.round(value).toLocaleString('en')

export const milliseconds = (value) =>
  value === null ? '–' : `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`

export function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}
