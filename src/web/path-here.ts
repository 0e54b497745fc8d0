const here = 'http://here'

/** The path and query of an address on this site, or null where it leads to another. */
export function pathHere(address: string): string | null {
  // As a browser reads it: dots, backslashes and a second slash are resolved by now.
  const url = URL.canParse(address, here) ? new URL(address, here) : null
  // http://here/..//there is a path here that a browser takes for another host when it stands alone, and the path of
  // blob:http://here/ is a whole address.
  return url?.origin === here && /^\/(?!\/)/.test(url.pathname) ? url.pathname + url.search : null
}
