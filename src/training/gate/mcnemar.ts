/**
 * Exact one-sided McNemar test (McNemar 1947): of gained + lost groups that changed, the chance that at least `lost`
 * were lost if a loss were as likely as a gain.
 */
export function mcnemar(gained: number, lost: number): number {
  const changed = gained + lost
  let term = 0.5 ** changed
  let tail = 0
  // From all lost down to `lost`; C(n, k) is built up along the way.
  for (let k = changed; k >= lost; k--) {
    tail += term
    term *= k / (changed - k + 1)
  }
  return Math.min(1, tail)
}

/**
 * The level each of many McNemar tests is made at, so that the chance of any false alarm stays at most `level`:
 * Bonferroni, but only over tests that could come out significant at all (Tarone 1990, Biometrics 46:515). A food with
 * three changed groups cannot, whatever they are, and must not make it harder to notice a food that was destroyed.
 */
export function taroneLevel(changed: readonly number[], level: number): number {
  let tests = 1
  while (changed.filter(count => 0.5 ** count <= level / tests).length > tests) tests++
  return level / tests
}
