/** What watchers should have in the end. */

/** A function that gives the id of a session's newest event. */
export async function newest(ask, ids) {
  const last = await ask('last', { ids })
  const of = new Map(ids.map((id, at) => [id, last[at]]))
  return (id) => of.get(id)
}
