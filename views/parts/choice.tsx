import type { Option } from '../models.ts'

interface ChoiceProps {
  name: string
  label: string
  /** Id of the option that is chosen. */
  value: string
  options: readonly Option[]
}

/** One of a list, in a form. */
export const Choice = ({ name, label, value, options }: ChoiceProps) => (
  <label class="field">
    <span>{label}</span>
    <select name={name}>
      {options.map(option => (
        <option key={option.id} value={option.id} selected={option.id === value}>
          {option.name}
        </option>
      ))}
    </select>
  </label>
)
