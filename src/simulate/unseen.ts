/** Another kitchen, and its dishes that the shipped backbone was never shown in any split (models/backbone/card.md). */
export const elsewhere = 'thailand'
export const unseen: readonly string[] = [
  'khao_kluk_kapi',
  'khao_soi',
  'larb',
  'pad_krapow',
  'pad_thai',
  'por_pia_tod',
  'som_tum',
  'tom_kha_gai',
]
