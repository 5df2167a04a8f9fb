import type { ReactElement } from 'react'
import { AlertIcon, CheckIcon, InfoIcon } from '../../shell/icons'
import type { Overview } from '../api/answers'
import { promisesOf } from '../promises'
import { useSay } from '../say'

/** What the product stands for, and whether it was so. */
export function Promises({ overview }: { overview: Overview }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.overview
  const { latency, savings, uptime } = overview
  const met = promisesOf(overview)
  const { share_within_100_ms: share, p95_ms: p95 } = latency
  const polling = savings.polling.requests_per_session
  const { bytes_ratio: ratio, bytes_ratio_without_304: without } = savings
  return (
    <ul className="promises">
      <PromiseCard
        name="latency"
        isMet={met.latency}
        figure={written(p95, quantities.milliseconds)}
        detail={
          share === null
            ? null
            : say.promises.latency.detail(
                quantities.percent(share),
                quantities.count(latency.updates),
                latency.updates,
              )
        }
      />
      <PromiseCard
        name="requests"
        isMet={met.requests}
        figure={written(savings.actual.requests_per_session, quantities.number)}
        detail={written(polling, (requests) =>
          say.promises.requests.detail(quantities.number(requests)),
        )}
      />
      <PromiseCard
        name="bandwidth"
        isMet={met.bandwidth}
        figure={written(ratio, (bytes) => quantities.percent(1 - bytes))}
        detail={written(without, (bytes) =>
          say.promises.bandwidth.detail(quantities.percent(1 - bytes)),
        )}
      />
      <PromiseCard
        name="connected"
        isMet={met.connected}
        figure={written(uptime.uptime_ratio, quantities.percent)}
        detail={
          uptime.reports === 0
            ? null
            : say.promises.connected.detail(quantities.count(uptime.reports), uptime.reports)
        }
      />
    </ul>
  )
}

interface PromiseCardProps {
  name: keyof ReturnType<typeof promisesOf>
  /** Null: not known. */
  isMet: boolean | null
  figure: string | null
  detail: string | null
}

function PromiseCard({ name, isMet, figure, detail }: PromiseCardProps): ReactElement {
  const say = useSay().messages.overview
  const { title, promise } = say.promises[name]
  const verdict = isMet === null ? 'unknown' : isMet ? 'met' : 'missed'
  return (
    <li className="promise" data-promise={name} data-verdict={verdict}>
      <h3>{title}</h3>
      <p className="promise-figure">{figure ?? '–'}</p>
      <p className="promise-verdict">
        {isMet === null ? <InfoIcon /> : isMet ? <CheckIcon /> : <AlertIcon />}
        {say[verdict]}
      </p>
      <p className="promise-limit">{promise}</p>
      {detail !== null && <p className="promise-detail">{detail}</p>}
    </li>
  )
}

const written = (value: number | null, write: (value: number) => string): string | null =>
  value === null ? null : write(value)
