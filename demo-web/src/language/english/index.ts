import { inspector } from './inspector'
import { problem } from './problem'
import { progress, progressWithoutRecording } from './progress'
import { recorder } from './recorder'
import { connectionFigures, notification, session, statistics, transcript } from './session'
import { deletion, history } from './sessions'
import { shell } from './shell'
import { chooser, home, upload } from './start'
import { units } from './units'

/** Everything the pages say, in English; the other languages say as much. */
export const english = {
  ...shell,
  units,
  home,
  chooser,
  upload,
  recorder,
  session,
  progress,
  progressWithoutRecording,
  notification,
  statistics,
  connectionFigures,
  inspector,
  transcript,
  history,
  deletion,
  problem,
}

export type Messages = typeof english
