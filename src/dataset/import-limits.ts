const mega = 1024 * 1024

/** What an import may be. A labelled photo as it is kept takes 100 to 200 kB: this is some 6,000 of them. */
export const importLimits = {
  /** Bytes of the zip. */
  zip: 1024 * mega,
  entries: 30_000,
  /** Bytes of all entries unpacked: photos do not get smaller in a zip. */
  unpacked: 2048 * mega,
  /** No photo and no index unpacks to more than so many times its size; what is smaller than `harmless` may. */
  ratio: 100,
  harmless: mega,
  /** Bytes of the index. */
  index: 8 * mega,
  /** Lines of the index. */
  lines: 30_000,
} as const
