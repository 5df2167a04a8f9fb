import './table.css'
import type { ReactElement, ReactNode } from 'react'

export interface TableColumn<Row> {
  name: string
  cell: (row: Row) => ReactNode
  /** Figures are set under each other, digit under digit. */
  isFigure?: boolean
}

interface TableProps<Row> {
  caption: string
  /** The caption is shown, not only said. */
  isCaptionShown?: boolean
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string | number
}

/** A table that scrolls by itself where the page is too narrow; its first column heads the rows. */
export function Table<Row>({
  caption,
  isCaptionShown = false,
  columns,
  rows,
  rowKey,
}: TableProps<Row>): ReactElement {
  return (
    // Reached by the keyboard, so that it can be scrolled by it.
    <div className="admin-table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="admin-table">
        <caption className={isCaptionShown ? undefined : 'visually-hidden'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, isFigure }) => (
              <th key={name} scope="col" data-figure={isFigure}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map(({ name, cell, isFigure }, column) =>
                column === 0 ? (
                  <th key={name} scope="row" data-figure={isFigure}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} data-figure={isFigure}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
