import type { ComponentChildren } from 'preact'

/*
 * One drawing for each shape that food comes in, on a 64 x 64 card. Plain shapes are the body; what has
 * class `cut` is drawn in the colour of the paper, so that it reads as a gap.
 */
const bowlBody = <path d="M6 32h52c0 12-8 20-17 22H23C14 52 6 44 6 32z" />
const plateRim = <path d="M3 46h58c-1 5-7 8-14 8H17c-7 0-13-3-14-8z" />

export const shapes = {
  bowl: (
    <>
      {bowlBody}
      <path d="M9 29c2-6 7-9 12-8 3-5 13-6 17-1 7-2 14 2 17 9z" />
      <path class="cut" d="M18 38h28M37 6 27 20M44 7l-9 12" />
      <path class="line" d="M39 5 28 20M46 6 36 20" />
    </>
  ),
  soup: (
    <>
      {bowlBody}
      <path class="line" d="M22 25c-4-5 4-7 0-13M32 25c-4-5 4-7 0-13M42 25c-4-5 4-7 0-13" />
      <path class="cut" d="M14 38h36" />
    </>
  ),
  ice: (
    <>
      <path d="M10 38h44c-1 9-8 14-15 16H25c-7-2-14-7-15-16z" />
      <path d="M12 35c1-5 4-8 8-9 1-9 6-15 12-15s11 6 12 15c4 1 7 4 8 9z" />
      <path class="cut" d="M26 20c3 3 3 7 0 10M38 18c-3 4-3 7 1 11" />
      <circle cx="33" cy="9" r="4" />
    </>
  ),
  rice: (
    <>
      {plateRim}
      <path d="M14 43c1-15 8-24 17-24s16 9 17 24z" />
      <path d="M45 43c0-5 3-9 7-9s7 4 6 9zM6 43c0-4 2-7 5-8l3 8z" />
      <path class="cut" d="M26 28h.1M34 25h.1M31 33h.1M38 33h.1M24 37h.1" />
    </>
  ),
  noodles: (
    <>
      {plateRim}
      <path d="M9 43c0-12 10-20 23-20s23 8 23 20z" />
      <path class="cut" d="M15 40c2-8 9-12 15-8s10 5 14-1M22 43c0-6 6-8 10-5s9 3 12-2M21 31c4-4 12-5 16-2" />
      <path class="line" d="M44 24 56 8M49 26 61 12" />
    </>
  ),
  skewer: (
    <>
      <path class="line" d="M6 58 58 6M6 40 40 6M24 58 58 24" />
      <path d="m20 36 8 8-7 7-8-8zM31 25l8 8-7 7-8-8zM42 14l8 8-7 7-8-8z" />
      <path d="m14 25 7 7-5 5-7-7zM24 15l7 7-6 6-7-7zM35 41l7 7-6 6-7-7zM45 31l7 7-6 6-7-7z" />
    </>
  ),
  glass: (
    <>
      <path d="M14 16h36l-5 42H19z" />
      <path class="line" d="m34 16 4-12h9" />
      <path class="cut" d="M17 26h30M24 32h9v9h-9zM36 38l7 2-2 7-7-2z" />
    </>
  ),
  mug: (
    <>
      <path d="M10 22h36v26a8 8 0 0 1-8 8H18a8 8 0 0 1-8-8z" />
      <path class="line" d="M46 29h5a6 6 0 0 1 0 16h-5" />
      <path d="M9 20c1-5 5-7 8-6 2-5 9-6 12-2 4-3 9-1 10 2 4-1 7 2 8 6z" />
      <path class="cut" d="M16 31h24" />
    </>
  ),
  durian: (
    <>
      <path d="m32 12 4-4 1 6 6-3v6l7-1-2 6 7 2-4 5 6 4-6 4 4 6-7 1 1 7-7-1-2 6-6-3-4 5-4-5-6 3-2-6-7 1 1-7-7-1 4-6-6-4 6-4-4-5 7-2-2-6 7 1v-6l6 3 1-6z" />
      <path class="line" d="M32 12V4" />
      <path class="cut" d="M26 26c6-3 12 1 12 9s-6 13-11 10-6-16-1-19zM32 32v7" />
    </>
  ),
  papaya: (
    <>
      <path d="M24 10c4-5 12-5 16 0 5 7 13 17 13 29 0 12-9 19-21 19s-21-7-21-19c0-12 8-22 13-29z" />
      <path class="cut" d="M32 22c6 6 10 13 10 19 0 6-4 9-10 9s-10-3-10-9c0-6 4-13 10-19z" />
      <path class="dot" d="M32 32h.1M28 40h.1M36 40h.1M32 45h.1" />
    </>
  ),
  pineapple: (
    <>
      <path d="M32 22c10 0 16 8 16 18s-6 20-16 20-16-10-16-20 6-18 16-18z" />
      <path d="M32 22c-3-3-9-4-13-3 2-3 6-4 8-3-2-4-5-6-8-7 5-2 9 0 10 3 0-4 1-8 3-10 2 2 3 6 3 10 1-3 5-5 10-3-3 1-6 3-8 7 2-1 6 0 8 3-4-1-10 0-13 3z" />
      <path class="cut" d="m20 33 18 22M18 43l11 14M29 26l17 20M44 33 26 55M46 43 35 57M35 26 18 46" />
    </>
  ),
  rambutan: (
    <>
      <circle cx="32" cy="35" r="18" />
      <path
        class="line"
        d="M32 17V9M41 19l5-7M48 26l8-5M50 35h9M48 44l8 5M41 51l4 8M32 53v8M23 51l-4 8M16 44l-8 5M14 35H5M16 26l-8-5M23 19l-5-7"
      />
      <path class="cut" d="M22 34c5-8 15-8 20 0-5 8-15 8-20 0z" />
    </>
  ),
  mango: (
    <>
      {plateRim}
      <path d="M8 43c0-9 6-15 14-15s12 6 13 15z" />
      <path d="M34 43c2-14 9-24 18-25 6 4 8 16 3 25z" />
      <path class="cut" d="m41 32 13 4M45 25l10 3M38 39l16 3M17 35h.1M23 33h.1M21 39h.1M27 38h.1" />
    </>
  ),
  fruit: (
    <>
      <path d="M32 20c8-7 22-2 22 14S43 58 36 57c-3 0-5 0-8 0C21 58 10 50 10 34s14-21 22-14z" />
      <path class="line" d="M32 20c0-5 1-9 4-13" />
      <path d="M36 13c4-6 11-7 15-4-2 6-9 8-15 4z" />
      <path class="cut" d="M19 34c0-5 3-8 6-8" />
    </>
  ),
} satisfies Record<string, ComponentChildren>
