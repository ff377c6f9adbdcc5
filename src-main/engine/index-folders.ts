import type { PayloadHash } from '../../src-shared/contract/identifiers.ts';
import type { IndexProgress, IndexReport } from '../../src-shared/contract/indexing.ts';
import type { Catalogue, Library } from '../catalogue/index.ts';
import {
  indexLibrary,
  type ListenedProducts,
  type Listener,
  type NameReading,
  ProgressCounter,
} from '../indexing/index.ts';
import { countMissing, folderState, markAway } from './away-libraries.ts';
import { describeKnown, describeListened } from './describe-listened.ts';
import type { JobRun } from './jobs/job-kind.ts';
import type { Head } from './learner/learner-protocol.ts';
import { librariesOf } from './libraries.ts';
import type { ModelInUse } from './model-versions/model-in-use.ts';

const PROGRESS_MILLISECONDS = 200;

/** Indexes folders one after another as one job. @throws SonothequeError */
export async function indexFolders(
  catalogue: Catalogue,
  listener: Listener,
  { id: modelVersion, starter }: Pick<ModelInUse, 'id' | 'starter'>,
  folders: readonly string[],
  {
    permit,
    onProgress,
    onFailure,
    onWarning,
  }: Pick<JobRun<IndexProgress>, 'permit' | 'onProgress' | 'onFailure' | 'onWarning'>,
  headNow: () => Head | null = () => null,
  names: NameReading | null = null,
): Promise<IndexReport> {
  const describe = (products: ListenedProducts, packed: Uint8Array | null) =>
    describeListened(products, starter, headNow(), packed);
  const redescribe = async (payloadHash: PayloadHash, packed: Uint8Array | null) => {
    const version = starter?.features.version ?? null;
    const features = version === null ? null : await catalogue.featuresOfPayload(modelVersion, version, payloadHash);
    return features && describeKnown(features, starter, headNow(), packed);
  };
  const counter = new ProgressCounter();
  const cpuBefore = listener.cpuMilliseconds;
  const chosen = await librariesOf(catalogue, folders);
  const all = await catalogue.libraries();
  const ticker = setInterval(() => {
    if (permit.allowed) counter.resume();
    else counter.pause();
    onProgress(counter.snapshot());
  }, PROGRESS_MILLISECONDS);
  const sum = { indexed: 0, unchanged: 0, failed: 0, missing: 0, moved: 0, copies: 0 };
  try {
    // First, so that files met elsewhere can be known as theirs.
    const libraries: Library[] = [];
    for (const library of chosen) {
      if ((await folderState(library)) === 'there') {
        libraries.push(library);
        continue;
      }
      onFailure(await markAway(catalogue, library));
      sum.failed += 1;
      counter.failed += 1;
    }
    counter.walked = libraries.length === 0;
    for (const [index, library] of libraries.entries()) {
      if (permit.ended.aborted) break;
      const outcome = await indexLibrary({ catalogue, listener, modelVersion, describe, redescribe, names }, library, {
        excludedRoots: all.filter(({ id }) => id !== library.id).map(({ root }) => Buffer.from(root.bytes)),
        counter,
        permit,
        onFailure,
        onWarning,
        onWalked: () => {
          counter.walked = index === libraries.length - 1;
        },
      });
      sum.indexed += outcome.indexed;
      sum.unchanged += outcome.unchanged;
      sum.failed += outcome.failed;
      sum.moved += outcome.moved;
      sum.copies += outcome.copies;
    }
    for (const library of chosen) sum.missing += await countMissing(catalogue, library);
  } finally {
    clearInterval(ticker);
  }
  onProgress(counter.snapshot());
  const { decode, encode } = listener.cpuMilliseconds;
  return {
    ...sum,
    frames: counter.frames,
    soundSeconds: counter.soundSeconds,
    seconds: counter.elapsedSeconds,
    cpuMilliseconds: { decode: decode - cpuBefore.decode, encode: encode - cpuBefore.encode },
    interrupted: permit.ended.aborted,
  };
}
