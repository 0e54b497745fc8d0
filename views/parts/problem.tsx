import { AlertIcon } from './icons.tsx'

/** What has to be put right in a form, read out as soon as the page is there. */
export function Problem({ text, id }: { text: string | null; id?: string }) {
  if (text === null) return null
  return (
    <p class="problem" role="alert" id={id}>
      <AlertIcon />
      <span>{text}</span>
    </p>
  )
}
