import { ours } from './ours'
import { peers } from './peers.js'
import { show } from './show'

const clients = { ...ours, ...peers }

const name = new URLSearchParams(location.search).get('client') ?? ''
const connect = clients[name]
if (connect === undefined) throw new Error(`Expected one of ${Object.keys(clients).join(', ')}.`)
void connect(show)
