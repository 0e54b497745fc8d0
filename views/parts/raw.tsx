/**
 * The one place where a string becomes markup without being escaped: spread it into an element. Only for
 * markup this program made itself (the QR code's SVG), never for anything a browser sent.
 */
export function raw(markup: string): { dangerouslySetInnerHTML: { __html: string } } {
  return { dangerouslySetInnerHTML: { __html: markup } }
}
