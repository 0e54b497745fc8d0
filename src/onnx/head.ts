import { AppError } from '../errors.ts'
import { floatType, irVersion, modelProto, opsetVersion } from './schema.ts'

/** One affine layer: y = x W + b. */
export interface Layer {
  readonly inputs: number
  readonly outputs: number
  /** Row-major [inputs, outputs]. */
  readonly weights: Float32Array
  /** [outputs]. */
  readonly bias: Float32Array
}

/** What a head computes: embedding -> optional hidden layer with ReLU -> food logits and outlier logits. */
export interface HeadLayers {
  readonly hidden: Layer | null
  readonly food: Layer
  readonly outlier: Layer
}

type Name = 'hidden' | 'food' | 'outlier'

/** A head as the bytes of an ONNX model: MatMul + Add for each layer, ReLU after the hidden one; opset 17, IR 9. */
export function writeHead(head: HeadLayers): Uint8Array {
  const trunk = head.hidden ? 'hidden' : 'embedding'
  const node = (op_type: string, input: string[], output: string) => ({
    op_type,
    input,
    output: [output],
    name: output,
  })
  const affine = (name: Name, from: string, to: string) => [
    node('MatMul', [from, `${name}.weights`], `${name}.product`),
    node('Add', [`${name}.product`, `${name}.bias`], to),
  ]
  const layers: [Name, Layer][] = [
    ...(head.hidden ? [['hidden', head.hidden] satisfies [Name, Layer]] : []),
    ['food', head.food],
    ['outlier', head.outlier],
  ]
  const inputs = (head.hidden ?? head.food).inputs
  return modelProto
    .encode({
      ir_version: irVersion,
      producer_name: 'tangkap',
      opset_import: [{ domain: '', version: opsetVersion }],
      graph: {
        name: 'head',
        node: [
          ...(head.hidden
            ? [...affine('hidden', 'embedding', 'hidden.sum'), node('Relu', ['hidden.sum'], 'hidden')]
            : []),
          ...affine('food', trunk, 'food_logits'),
          ...affine('outlier', trunk, 'outlier_logits'),
        ],
        initializer: layers.flatMap(([name, layer]) => [
          tensor(`${name}.weights`, [layer.inputs, layer.outputs], layer.weights),
          tensor(`${name}.bias`, [layer.outputs], layer.bias),
        ]),
        input: [value('embedding', inputs)],
        output: [value('food_logits', head.food.outputs), value('outlier_logits', head.outlier.outputs)],
      },
    })
    .finish()
}

/** Reads back what writeHead wrote. Throws AppError when the bytes are no such model. */
export function readHead(onnx: Uint8Array): HeadLayers {
  try {
    const model = modelProto.toObject(modelProto.decode(onnx), {
      longs: Number,
      defaults: true,
    }) as DecodedModel
    const tensors = new Map(model.graph.initializer.map(tensor => [tensor.name, tensor]))
    const layer = (name: Name): Layer => {
      const weights = tensors.get(`${name}.weights`)
      const bias = tensors.get(`${name}.bias`)
      const [inputs, outputs] = weights?.dims ?? []
      if (!weights || !bias || inputs === undefined || outputs === undefined)
        throw new Error(`no layer "${name}"`)
      return { inputs, outputs, weights: floats(weights.raw_data), bias: floats(bias.raw_data) }
    }
    return {
      hidden: tensors.has('hidden.weights') ? layer('hidden') : null,
      food: layer('food'),
      outlier: layer('outlier'),
    }
  } catch (cause) {
    throw new AppError(500, 'The head is not an ONNX file this program wrote.', { cause })
  }
}

interface DecodedModel {
  graph: { initializer: { name: string; dims: number[]; raw_data: Uint8Array }[] }
}

function tensor(name: string, dims: number[], values: Float32Array) {
  return {
    name,
    dims,
    data_type: floatType,
    raw_data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  }
}

function value(name: string, width: number) {
  return {
    name,
    type: {
      tensor_type: { elem_type: floatType, shape: { dim: [{ dim_param: 'N' }, { dim_value: width }] } },
    },
  }
}

/** ONNX raw data is little endian, as is every processor this program runs on; copied because of alignment. */
function floats(raw: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(raw).buffer)
}
