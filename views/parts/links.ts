/** Addresses that more than one page links to. */
export const foodHref = (id: string): string => `/foods/${encodeURIComponent(id)}`
export const organiserFoodHref = (id: string): string => `/organiser/foods/${encodeURIComponent(id)}`
export const catchHref = (id: string): string => `/catches/${encodeURIComponent(id)}`

/** Files change with the program, so its version in the address lets browsers keep them for good. */
export const staticHref = (file: string, version: string): string =>
  `/static/${file}?v=${encodeURIComponent(version)}`

/** The join address without the code in it, for people who type: the page then asks for the code. */
export const shortAddress = (joinUrl: string): string => joinUrl.replace(/\/join\/[^/]*$/, '')
