import type { ReactElement, ReactNode } from 'react'

// Drawn on a 24-unit grid in the colour of the text beside them; the text says what they mean.
function Icon({ children }: { children: ReactNode }): ReactElement {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const WaveformIcon = (): ReactElement => (
  <Icon>
    <path d="M4 10v4M8 6.5v11M12 3.5v17M16 8v8M20 10.5v3" />
  </Icon>
)

export const UploadIcon = (): ReactElement => (
  <Icon>
    <path d="M12 16V4M7 9l5-5 5 5M4 16v3a1.5 1.5 0 0 0 1.5 1.5h13A1.5 1.5 0 0 0 20 19v-3" />
  </Icon>
)

export const DownloadIcon = (): ReactElement => (
  <Icon>
    <path d="M12 4v12M7 11l5 5 5-5M4 16v3a1.5 1.5 0 0 0 1.5 1.5h13A1.5 1.5 0 0 0 20 19v-3" />
  </Icon>
)

export const MicrophoneIcon = (): ReactElement => (
  <Icon>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </Icon>
)

export const PlayIcon = (): ReactElement => (
  <Icon>
    <path d="M8 5.5v13l10.5-6.5z" />
  </Icon>
)

export const StopIcon = (): ReactElement => (
  <Icon>
    <rect x="6.5" y="6.5" width="11" height="11" rx="2" />
  </Icon>
)

export const AlertIcon = (): ReactElement => (
  <Icon>
    <path d="M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2" />
  </Icon>
)

export const InfoIcon = (): ReactElement => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11.5v5M12 7.6v.2" />
  </Icon>
)

export const CheckIcon = (): ReactElement => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
)

export const CrossIcon = (): ReactElement => (
  <Icon>
    <path d="m7 7 10 10M17 7 7 17" />
  </Icon>
)

export const RetryIcon = (): ReactElement => (
  <Icon>
    <path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4" />
  </Icon>
)

export const IntervalIcon = (): ReactElement => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
)

export const OfflineIcon = (): ReactElement => (
  <Icon>
    <path d="M4 4l16 16M8.5 15.5a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4.2-2.5M13.5 9a10 10 0 0 1 5.5 3M12 19v.2" />
  </Icon>
)

export const PauseIcon = (): ReactElement => (
  <Icon>
    <path d="M9 6v12M15 6v12" />
  </Icon>
)

export const LanguageIcon = (): ReactElement => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18" />
  </Icon>
)

export const DeleteIcon = (): ReactElement => (
  <Icon>
    <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5" />
  </Icon>
)
