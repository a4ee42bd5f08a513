export { addSub, identity, matMul, perceptron } from './models.ts';
export { onnxModel, type Graph, type Node, type Value } from './onnx.ts';
export { temporaryRepository, type ModelFiles, type TemporaryRepository } from './repository.ts';
