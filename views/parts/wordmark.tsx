const strokes =
  'M10 6v23a7 7 0 0 0 7 7h1M4 16h13M48 16v20M59 16v20M59 26a9 10 0 0 1 18 0v10M108 16v24a9 9 0 0 1-9 9h-2a9 9 0 0 1-8-4' +
  'M119 6v30M133 16l-13 12M126 24l9 12M166 16v20M177 16v33'
const rounds = [38, 98, 156, 187]

/** The name in its own lettering: a die-cut sticker whose round letters are lit bulbs. */
export function Wordmark() {
  return (
    <svg class="wordmark" viewBox="-4 -2 212 60" width="142" height="40" role="img" aria-label="Tangkap">
      <g class="wordmark-cut">
        <path d={strokes} />
        {rounds.map(x => (
          <circle key={x} cx={x} cy="26" r="10" />
        ))}
      </g>
      <g class="wordmark-ink">
        <path d={strokes} />
        {rounds.map(x => (
          <circle key={x} cx={x} cy="26" r="10" />
        ))}
      </g>
    </svg>
  )
}
