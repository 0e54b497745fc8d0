/** Addresses that more than one page links to. */
export const foodHref = (id: string): string => `/foods/${encodeURIComponent(id)}`
export const organiserFoodHref = (id: string): string => `/organiser/foods/${encodeURIComponent(id)}`
export const catchHref = (id: string): string => `/catches/${encodeURIComponent(id)}`

/** A file may be kept for good under an address with its stamp, which is another one when the file changes. */
export const staticHref = (file: string, stamp: string): string =>
  `/static/${file}?v=${encodeURIComponent(stamp)}`

/** The join address without the code in it, for people who type: the page then asks for the code. */
export const shortAddress = (joinUrl: string): string => joinUrl.replace(/\/join\/[^/]*$/, '')
