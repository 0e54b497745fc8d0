import type { ComponentChildren } from 'preact'

function Icon({ children, name }: { children: ComponentChildren; name: string }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      {children}
    </svg>
  )
}

export const AlbumIcon = () => (
  <Icon name="album">
    <path d="M5 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5z" />
    <path d="M8.5 4v16M3 8h3M3 12h3M3 16h3" />
    <path d="M12 9h4v4h-4z" />
  </Icon>
)
export const CameraIcon = () => (
  <Icon name="camera">
    <path d="M4 8.5A2.5 2.5 0 0 1 6.5 6H8l1.5-2h5L16 6h1.5A2.5 2.5 0 0 1 20 8.5v8a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 16.5z" />
    <circle cx="12" cy="12.5" r="3.6" />
  </Icon>
)
export const BoardIcon = () => (
  <Icon name="board">
    <path d="M8 4h8v5a4 4 0 0 1-8 0zM8 5.5H4.5c0 3 1.3 4.8 3.7 5M16 5.5h3.5c0 3-1.3 4.8-3.7 5M12 13v4M8.5 20h7M10 17h4v3h-4z" />
  </Icon>
)
export const MeIcon = () => (
  <Icon name="me">
    <circle cx="12" cy="12" r="8.5" />
    <path d="M8.5 14c1.8 2.4 5.2 2.4 7 0M9.2 9.5v.6M14.8 9.5v.6" />
  </Icon>
)
export const BadgeIcon = () => (
  <Icon name="badge">
    <circle cx="12" cy="9.5" r="5.5" />
    <path d="M8.5 14 7 20.5l5-2.5 5 2.5-1.5-6.5M12 7.2v4.6M9.7 9.5h4.6" />
  </Icon>
)
export const TicketIcon = () => (
  <Icon name="ticket">
    <path d="M4 8a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v2a2 2 0 0 0 0 4v2a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-2a2 2 0 0 0 0-4zM14 6.5v2M14 11v2M14 15.5v2" />
  </Icon>
)
export const StallIcon = () => (
  <Icon name="stall">
    <path d="M4 9.5 5.5 4h13L20 9.5a2.6 2.6 0 0 1-5.3 0 2.7 2.7 0 0 1-5.4 0 2.6 2.6 0 0 1-5.3 0zM5.5 12v8h13v-8M5.5 16h13" />
  </Icon>
)
export const GalleryIcon = () => (
  <Icon name="gallery">
    <path d="M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM4.5 17l4.5-5 3.5 3.5L15 13l4.5 4.5" />
    <circle cx="15" cy="8.5" r="1.5" />
  </Icon>
)
export const EyeIcon = () => (
  <Icon name="eye">
    <path d="M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12z" />
    <circle cx="12" cy="12" r="3" />
  </Icon>
)
export const SproutIcon = () => (
  <Icon name="sprout">
    <path d="M12 20v-8M12 13c0-4-2.5-6-7-6 0 4 2.5 6 7 6zM12 11c0-3.5 2.3-5.5 7-5.5 0 3.8-2.3 5.5-7 5.5z" />
  </Icon>
)
export const LeafIcon = () => (
  <Icon name="leaf">
    <path d="M5 19C4 10 9 5 19.5 4.5 20 14 15 19.5 7 17.5M5 19.5 13.5 11" />
  </Icon>
)
export const AlertIcon = () => (
  <Icon name="alert">
    <path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.3" />
  </Icon>
)
export const TickIcon = () => (
  <Icon name="tick">
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
)
export const StarIcon = () => (
  <Icon name="star">
    <path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z" />
  </Icon>
)
export const PrintIcon = () => (
  <Icon name="print">
    <path d="M7 8V4h10v4M7 17H5.5A1.5 1.5 0 0 1 4 15.5V10a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v5.5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6H7z" />
  </Icon>
)
export const ArrowIcon = () => (
  <Icon name="arrow">
    <path d="M5 12h14M13 6l6 6-6 6" />
  </Icon>
)
export const BackIcon = () => (
  <Icon name="back">
    <path d="M19 12H5M11 6l-6 6 6 6" />
  </Icon>
)
export const LockIcon = () => (
  <Icon name="lock">
    <path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2" />
  </Icon>
)
