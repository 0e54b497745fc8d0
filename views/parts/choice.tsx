import type { Option } from '../models.ts'

interface ChoiceProps {
  name: string
  label: string
  /** Id of the option that is chosen. */
  value: string
  options: readonly Option[]
  /** The empty option is no answer. */
  required?: boolean
}

/** One of a list, in a form. */
export const Choice = ({ name, label, value, options, required }: ChoiceProps) => (
  <label class="field">
    <span>{label}</span>
    <select name={name} required={required}>
      {options.map(option => (
        <option key={option.id} value={option.id} selected={option.id === value}>
          {option.name}
        </option>
      ))}
    </select>
  </label>
)
