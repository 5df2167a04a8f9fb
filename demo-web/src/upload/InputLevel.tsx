import { useEffect, useRef, type ReactElement } from 'react'
import { useMessages } from '../language/LanguageProvider'

/** How loud the microphone is, so that one sees it work. */
export function InputLevel({ stream }: { stream: MediaStream }): ReactElement {
  const { level } = useMessages().recorder
  const meter = useRef<HTMLMeterElement>(null)

  useEffect(() => {
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    let frame = 0
    // Written past React: a render for each animation frame would buy nothing.
    const measure = (): void => {
      analyser.getFloatTimeDomainData(samples)
      if (meter.current !== null) meter.current.value = loudness(samples)
      frame = requestAnimationFrame(measure)
    }
    measure()
    return () => {
      cancelAnimationFrame(frame)
      void context.close()
    }
  }, [stream])

  return <meter ref={meter} className="level" min={0} max={1} aria-label={level} />
}

/** Root mean square on a scale of 60 dB: 0 is silence, 1 full scale. */
function loudness(samples: Float32Array): number {
  const meanSquare = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
  return Math.min(1, Math.max(0, 1 + (10 * Math.log10(meanSquare + 1e-12)) / 60))
}
