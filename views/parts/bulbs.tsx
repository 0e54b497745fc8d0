const size = 14

/** A string of market bulbs, lit as far as the collection has come. Only a picture: words stand beside it. */
export function Bulbs({ have, total, label }: { have: number; total: number; label: string }) {
  const share = total > 0 ? have / total : 0
  // The first catch lights a bulb; the last bulb waits for the last food.
  const lit =
    have === 0 ? 0 : have >= total ? size : Math.min(size - 1, Math.max(1, Math.round(share * size)))
  return (
    <svg class="bulbs" viewBox="0 0 320 52" role="img" aria-label={label}>
      <path class="bulbs-wire" d="M-4 6Q160 46 324 6" />
      {Array.from({ length: size }, (_, i) => {
        const t = (i + 0.5) / size
        const x = -4 + 328 * t
        const y = (1 - t) ** 2 * 6 + 2 * t * (1 - t) * 46 + t ** 2 * 6
        return (
          <g
            key={i}
            class={i < lit ? 'bulb bulb-lit' : 'bulb'}
            transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
          >
            <circle class="bulb-glow" cx="0" cy="11" r="12" />
            <path class="bulb-cap" d="M-2.6 0h5.2v5h-5.2z" />
            <circle class="bulb-glass" cx="0" cy="11" r="6.4" />
          </g>
        )
      })}
    </svg>
  )
}
