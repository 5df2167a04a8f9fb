// A server component: it is rendered when the site is exported, and never in the browser.
import { Follower } from './follower.jsx'

export default function Home() {
  return (
    <div id="page">
      <Follower />
    </div>
  )
}
