import type { ComponentChildren } from 'preact'

/* The small things from the kuih stall and the griddle; the same rules as silhouette-shapes.tsx. */
export const kuihShapes = {
  slice: (
    <>
      <path d="M6 26 40 14l18 9v23L25 58 6 48z" />
      <path class="cut" d="M6 26l19 10 33-13M25 36v22M6 33l19 10 33-13M6 41l19 9 33-12" />
    </>
  ),
  twoLayers: (
    <>
      <path d="M6 26 40 14l18 9v23L25 58 6 48z" />
      <path class="cut" d="M6 26l19 10 33-13M25 36v22M6 37l19 10 33-13" />
    </>
  ),
  roll: (
    <>
      <path d="M12 20 44 8c8-2 14 8 10 15L22 36z" />
      <ellipse cx="17" cy="28" rx="8" ry="10" />
      <path d="M16 41 46 29c7-2 13 7 9 14L25 57z" />
      <ellipse cx="21" cy="49" rx="8" ry="10" />
      <path class="cut" d="M17 23c-5 1-5 10 0 10 4-1 4-6 1-6M21 44c-5 1-5 10 0 10 4-1 4-6 1-6" />
    </>
  ),
  balls: (
    <>
      <circle cx="20" cy="42" r="13" />
      <circle cx="45" cy="42" r="13" />
      <circle cx="32" cy="21" r="13" />
      <path
        class="cut"
        d="M28 17h.1M35 15h.1M33 23h.1M16 38h.1M22 43h.1M17 47h.1M41 39h.1M48 42h.1M44 48h.1"
      />
    </>
  ),
  dome: (
    <>
      <path d="M8 48c0-16 8-27 24-27s24 11 24 27c0 5-4 8-9 8H17c-5 0-9-3-9-8z" />
      <path d="M17 21c1-7 7-11 15-11s14 4 15 11c-9 3-21 3-30 0z" />
      <path class="cut" d="M16 23c9 4 23 4 32 0M20 29l-4 22M28 31l-2 22M36 31l2 22M44 29l4 22" />
    </>
  ),
  halfMoon: (
    <>
      <path d="M5 44C5 26 17 13 32 13s27 13 27 31c-9 7-45 7-54 0z" />
      <path
        class="cut"
        d="M11 40C13 27 21 20 32 20s19 7 21 20M10 33l-4-2M15 25l-4-4M23 19l-2-5M32 18v-5M41 19l2-5M49 25l4-4M54 33l4-2"
      />
    </>
  ),
  folded: (
    <>
      <path d="M4 46C4 26 16 12 32 12s28 14 28 34c0 3-2 5-5 5H9c-3 0-5-2-5-5z" />
      <path
        class="cut"
        d="M10 43c6-3 10 2 15-1s9 3 14 0 9 2 15 0M20 27h.1M29 22h.1M38 26h.1M45 33h.1M31 32h.1M21 35h.1"
      />
    </>
  ),
  triangle: (
    <>
      <path d="M30 9c1-2 4-2 5 0l25 41c2 3 0 6-3 6H8c-4 0-6-3-4-6z" />
      <path class="cut" d="M32 17c-2 14-9 26-20 33M32 17c4 12 11 23 20 31" />
    </>
  ),
  ring: (
    <>
      <path d="M32 9c14 0 25 10 25 23S46 55 32 55 7 45 7 32 18 9 32 9z" />
      <circle class="hole" cx="32" cy="32" r="8" />
      <path class="cut" d="M20 21h.1M43 19h.1M46 38h.1M21 43h.1M33 47h.1" />
    </>
  ),
  discs: (
    <>
      <path d="M6 26c0-7 9-12 20-12s20 5 20 12-9 12-20 12S6 33 6 26z" />
      <path d="M18 44c0-6 9-11 20-11s20 5 20 11-9 12-20 12-20-6-20-12z" />
      <path class="cut" d="M18 44c0-6 9-11 20-11 3 0 6 0 8 1M14 24c2-4 7-5 12-5" />
    </>
  ),
  crepe: (
    <>
      <path d="M3 45 44 14c4-3 9-1 11 3l5 12c2 4 0 9-4 10L10 52c-6 1-10-4-7-7z" />
      <path class="cut" d="M11 46 52 29M16 38l36-15" />
      <circle cx="14" cy="21" r="7" />
    </>
  ),
  flatbread: (
    <>
      <path d="M32 12c16 0 27 7 27 16 0 5-3 8-7 11-5 4-12 5-20 5S17 43 12 39c-4-3-7-6-7-11 0-9 11-16 27-16z" />
      <path d="M8 42c5 5 13 8 24 8s19-3 24-8c2 2 2 4 1 6-4 5-13 8-25 8S11 53 7 48c-1-2-1-4 1-6z" />
      <path class="cut" d="M20 27c3-5 19-6 24 0 3 5-6 8-12 7-5-1-6-5-1-6s7 1 6 2" />
    </>
  ),
  toast: (
    <>
      <path d="M10 14c8-6 34-6 42 0 6 4 4 12-1 14v24c0 3-2 5-5 5H16c-3 0-5-2-5-5V28c-5-2-7-10-1-14z" />
      <path class="cut" d="M18 22h26M18 30c4 3 8-3 13 0s8-3 12 0v18H19z" />
    </>
  ),
  bun: (
    <>
      <path d="M5 42C5 26 17 15 32 15s27 11 27 27c0 8-6 13-14 13H19C11 55 5 50 5 42z" />
      <path
        class="cut"
        d="M32 18c-1 5-6 9-12 11M32 18c1 5 6 9 12 11M32 18v13M32 18c-4 3-9 5-16 4M32 18c4 3 9 5 16 4"
      />
    </>
  ),
  leafParcel: (
    <>
      <path d="M4 38 45 15c6-3 14 6 11 12L17 51C10 54 1 44 4 38z" />
      <path class="line" d="m8 47-4 6M52 14l5-5" />
      <path class="cut" d="m14 34 7 14M41 19l7 13M20 41l23-13" />
    </>
  ),
  banana: (
    <>
      <path d="M9 12c2-2 5-2 6 1 3 15 14 25 32 26 4 0 6 3 5 6-2 5-9 9-18 8C16 51 5 33 9 12z" />
      <path d="M27 10c2-2 5-1 6 1 3 9 9 14 21 16 4 1 5 4 3 7-2 4-8 5-14 4C32 35 25 24 27 10z" />
      <path class="cut" d="M15 24c4 11 12 18 22 21M33 20c4 6 9 10 15 12" />
    </>
  ),
} satisfies Record<string, ComponentChildren>
