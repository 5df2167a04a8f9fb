// For bundlers that take stylesheets without being told how.
import 'transcription-status-sse/components.css'
import './show.js'
