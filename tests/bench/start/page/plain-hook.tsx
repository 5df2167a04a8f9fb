import { usePlainStatus } from '../../ground/plain-hook'
import { show } from './show'

show(usePlainStatus)
