import type { ReactElement } from 'react'
import { AlertIcon, CheckIcon, InfoIcon } from '../../shell/icons'
import type { Overview } from '../api/answers'
import { promisesOf } from '../promises'
import { useSay } from '../say'

/** What the product stands for, and whether it was so. */
export function Promises({ overview }: { overview: Overview }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.overview
  const { latency: sent, received_on_streams: received, savings, uptime } = overview
  const met = promisesOf(overview)
  const polling = savings.polling.requests_per_session
  const { bytes_ratio: ratio, bytes_ratio_without_304: without } = savings
  return (
    <ul className="promises">
      <PromiseCard
        name="latency"
        isMet={met.latency}
        figure={written(received?.p95_ms ?? null, quantities.milliseconds)}
        detail={written(received?.share_within_100_ms ?? null, (share) =>
          say.promises.latency.detail(
            quantities.percent(share),
            quantities.count(received?.updates ?? 0),
            received?.updates ?? 0,
          ),
        )}
        besides={written(sent.p95_ms, (p95) =>
          say.promises.latency.sent(
            quantities.milliseconds(p95),
            quantities.count(sent.updates),
            sent.updates,
          ),
        )}
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
  /** What it is not judged by. */
  besides?: string | null
}

function PromiseCard({
  name,
  isMet,
  figure,
  detail,
  besides = null,
}: PromiseCardProps): ReactElement {
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
      {[detail, besides].map(
        (text) =>
          text !== null && (
            <p key={text} className="promise-detail">
              {text}
            </p>
          ),
      )}
    </li>
  )
}

const written = (value: number | null, write: (value: number) => string): string | null =>
  value === null ? null : write(value)
