/**
 * Makes sure of what children send before it is used: a child whose memory a broken file has scribbled on may say
 * anything. Values may be odd (a sound may hold NaN), shapes may not.
 */
import { NonsenseError } from '../../children/index.ts';
import {
  CATEGORY_VALUES,
  type DecodeEvent,
  EMBEDDING_VALUES,
  type EncodeEvent,
  MEL_BANDS,
  rowsOfBlocks,
} from './protocol.ts';

type Fields = { readonly [name: string]: unknown };

function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new NonsenseError(`a message whose ${what} can not be right`);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isNumberOrNull = (value: unknown): boolean => value === null || isNumber(value);

function isFloats(value: unknown, length: number): value is Float32Array {
  return value instanceof Float32Array && value.length === length;
}

function isFailure(value: unknown): boolean {
  return isFields(value) && isText(value.code) && isText(value.message) && isTextOrNull(value.nextStep);
}

function isFormat(value: unknown): boolean {
  if (!isFields(value) || !isText(value.container) || !isText(value.codec)) return false;
  const { sampleRateHz, channels, durationSeconds, bitDepth } = value;
  return isNumber(sampleRateHz) && isCount(channels) && isNumber(durationSeconds) && isNumberOrNull(bitDepth);
}

function isMetadata(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { entries, warnings } = value;
  return (
    Array.isArray(entries) &&
    entries.every((entry) => isFields(entry) && isText(entry.standard) && isText(entry.key) && isText(entry.value)) &&
    Array.isArray(warnings) &&
    warnings.every(isText)
  );
}

function isPass(value: unknown): boolean {
  if (value === null) return true;
  if (!isFields(value) || !isFields(value.loudness) || !(value.peaks instanceof Uint8Array)) return false;
  return isNumberOrNull(value.loudness.samplePeakDbfs) && isNumberOrNull(value.loudness.integratedLufs);
}

/** @throws NonsenseError */
export function checkDecodeEvent(message: unknown): DecodeEvent {
  demand(isFields(message), 'form');
  if (message.kind === 'ready') return { kind: 'ready' };
  demand(isCount(message.id), 'number');
  switch (message.kind) {
    case 'chunk': {
      const { blocks, rows, mel, blockLevelsDb } = message;
      demand(isCount(blocks) && blocks > 0 && rows === rowsOfBlocks(blocks), 'size');
      demand(isFloats(mel, rowsOfBlocks(blocks) * MEL_BANDS) && isFloats(blockLevelsDb, blocks), 'length');
      break;
    }
    case 'decoded':
      demand(isFormat(message.format), 'format');
      demand(isText(message.payloadHash) && /^[0-9a-f]{32}$/.test(message.payloadHash), 'hash');
      demand(isMetadata(message.metadata), 'metadata');
      demand(isPass(message.pass), 'overview');
      demand(isNumber(message.cpuMilliseconds), 'time');
      break;
    case 'failed':
      demand(isFailure(message.failure), 'failure');
      break;
    case 'stopped':
      break;
    default:
      throw new NonsenseError('a message of an unknown kind');
  }
  // Every field of its kind was looked at above.
  return message as unknown as DecodeEvent;
}

/** @throws NonsenseError */
export function checkEncodeEvent(message: unknown): EncodeEvent {
  demand(isFields(message), 'form');
  switch (message.kind) {
    case 'opened':
      demand(message.precision === 'int8' || message.precision === 'fp32', 'precision');
      demand(isText(message.backend) && isText(message.modelVersion) && isText(message.why), 'description');
      break;
    case 'open-failed':
      demand(isFailure(message.failure), 'failure');
      break;
    case 'encoded': {
      const { id, embeddings, categories, cpuMilliseconds } = message;
      demand(isCount(id) && isNumber(cpuMilliseconds), 'number');
      demand(embeddings instanceof Float32Array, 'embedding');
      const blocks = embeddings.length / EMBEDDING_VALUES;
      demand(Number.isInteger(blocks) && isFloats(categories, blocks * CATEGORY_VALUES), 'length');
      break;
    }
    case 'encode-failed':
      demand(isCount(message.id) && isFailure(message.failure), 'failure');
      break;
    default:
      throw new NonsenseError('a message of an unknown kind');
  }
  return message as unknown as EncodeEvent;
}
