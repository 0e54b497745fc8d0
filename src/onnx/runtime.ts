// The one way to ONNX Runtime, so that nothing opens it before this has run.
import './telemetry-off.ts'

export { InferenceSession, Tensor } from 'onnxruntime-node'
