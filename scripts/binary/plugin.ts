import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Asset } from '../../src/embedded/assets.ts'
import { assetsModule } from './assets.ts'

/**
 * Carries the assets, and lets sharp and ONNX Runtime load from where they are written out: their own loaders look for
 * a node_modules folder, which a single file has not.
 */
export function carryAssets(root: string, assets: readonly Asset[]): Bun.BunPlugin {
  const libraries = JSON.stringify(join(root, 'src/embedded/libraries.ts'))
  return {
    name: 'carry-assets',
    setup(build) {
      build.onLoad({ filter: /\/src\/embedded\/assets\.ts$/ }, () => ({
        contents: assetsModule(assets),
        loader: 'ts',
      }))
      build.onLoad({ filter: /\/node_modules\/sharp\/dist\/sharp\.mjs$/ }, () => ({
        contents: `import { openSharp } from ${libraries}\nexport default openSharp()\n`,
        loader: 'js',
      }))
      build.onLoad({ filter: /\/node_modules\/sharp\/dist\/sharp\.cjs$/ }, () => ({
        contents: `module.exports = require(${libraries}).openSharp()\n`,
        loader: 'js',
      }))
      build.onLoad({ filter: /\/node_modules\/onnxruntime-node\/dist\/binding\.js$/ }, ({ path }) => ({
        contents: replaceOnce(
          readFileSync(path, 'utf8'),
          /require\(`\.\.\/bin\/[^`]*onnxruntime_binding\.node`\)/g,
          `require(${libraries}).openOnnxRuntime()`,
        ),
        loader: 'js',
      }))
    },
  }
}

/** A new version of a package may load its library in another way; then the build fails, not the binary. */
function replaceOnce(text: string, pattern: RegExp, by: string): string {
  const found = text.match(pattern)?.length ?? 0
  if (found !== 1)
    throw new Error(`${pattern} stands ${found} times in the loader, not once. Look at it anew.`)
  return text.replace(pattern, () => by)
}
