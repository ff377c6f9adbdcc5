/**
 * ONNX's ModelProto, as far as our graphs use it.
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (field numbers), IR version 8, operator set 17.
 */
import { MessageWriter } from './protobuf.ts';

export const OPERATOR_SET = 17;
const IR_VERSION = 8;

/** TensorProto.DataType */
const DATA_TYPES = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
/** AttributeProto.AttributeType */
const ATTRIBUTE_TYPES = { float: 1, integer: 2, text: 3, integers: 7 } as const;

export type OnnxTensor = {
  readonly name: string;
  readonly type: keyof typeof DATA_TYPES;
  readonly shape: readonly number[];
  readonly values: Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array;
};

export type OnnxAttribute =
  | { readonly integer: number }
  | { readonly integers: readonly number[] }
  | { readonly float: number }
  | { readonly text: string };

export type OnnxNode = {
  readonly name: string;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
};

/** A graph's input or output of 32-bit floats; a side given by name is free (the batch). */
export type OnnxPort = { readonly name: string; readonly shape: readonly (number | string)[] };

export type OnnxGraph = {
  readonly name: string;
  readonly documentation: string;
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly metadata: Readonly<Record<string, string>>;
};

/** Serialises a graph; the same graph always gives the same bytes. */
export function writeOnnxModel(graph: OnnxGraph): Uint8Array {
  const body = new MessageWriter();
  for (const node of graph.nodes) body.message(1, writeNode(node));
  body.text(2, graph.name);
  for (const tensor of graph.initializers) body.message(5, writeTensor(tensor));
  body.text(10, graph.documentation);
  for (const port of graph.inputs) body.message(11, writePort(port));
  for (const port of graph.outputs) body.message(12, writePort(port));

  const model = new MessageWriter()
    .integer(1, IR_VERSION)
    .text(2, 'sonotheque')
    .message(7, body)
    .message(8, new MessageWriter().text(1, '').integer(2, OPERATOR_SET));
  for (const [key, value] of Object.entries(graph.metadata))
    model.message(14, new MessageWriter().text(1, key).text(2, value));
  return model.bytes();
}

function writeNode(node: OnnxNode): MessageWriter {
  const message = new MessageWriter();
  for (const input of node.inputs) message.text(1, input);
  for (const output of node.outputs) message.text(2, output);
  message.text(3, node.name).text(4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes ?? {}))
    message.message(5, writeAttribute(name, attribute));
  return message;
}

function writeAttribute(name: string, attribute: OnnxAttribute): MessageWriter {
  const message = new MessageWriter().text(1, name);
  if ('float' in attribute) return message.float(2, attribute.float).integer(20, ATTRIBUTE_TYPES.float);
  if ('integer' in attribute) return message.integer(3, attribute.integer).integer(20, ATTRIBUTE_TYPES.integer);
  if ('text' in attribute) return message.text(4, attribute.text).integer(20, ATTRIBUTE_TYPES.text);
  for (const value of attribute.integers) message.integer(8, value);
  return message.integer(20, ATTRIBUTE_TYPES.integers);
}

function writeTensor(tensor: OnnxTensor): MessageWriter {
  const message = new MessageWriter();
  for (const side of tensor.shape) message.integer(1, side);
  const { buffer, byteOffset, byteLength } = tensor.values;
  return message
    .integer(2, DATA_TYPES[tensor.type])
    .text(8, tensor.name)
    .binary(9, new Uint8Array(buffer, byteOffset, byteLength));
}

function writePort(port: OnnxPort): MessageWriter {
  const shape = new MessageWriter();
  for (const side of port.shape)
    shape.message(
      1,
      typeof side === 'number' ? new MessageWriter().integer(1, side) : new MessageWriter().text(2, side),
    );
  const tensorType = new MessageWriter().integer(1, DATA_TYPES.float32).message(2, shape);
  return new MessageWriter().text(1, port.name).message(2, new MessageWriter().message(1, tensorType));
}
