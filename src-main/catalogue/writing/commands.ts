import type { Database } from 'better-sqlite3';
import { createAuditCommands } from './audits.ts';
import { createDecisionCommands } from './decisions.ts';
import { createDuplicateCommands } from './duplicates.ts';
import { createFactBook } from './facts.ts';
import { createFeatureStore } from './features.ts';
import { createHistoryBook } from './history.ts';
import { createHistorySteps } from './history-steps.ts';
import { createJobCommands } from './jobs.ts';
import { createLabelBook } from './label-book.ts';
import { createLabelCommands } from './labels.ts';
import { createLearningCommands } from './learning.ts';
import { createLibraryCommands } from './libraries.ts';
import { createListeningCommands } from './listened.ts';
import { createModelBook } from './models.ts';
import { createNameStore } from './names.ts';
import { createPersonalRows } from './personal-rows.ts';
import { createProjectionCommands } from './projections.ts';
import { createRecallCommands } from './recall.ts';
import { createRemovalCommands } from './removal.ts';
import { createReplacement } from './replacement.ts';
import { createScanCommands } from './scans.ts';
import { createSearchDocuments } from './search-documents.ts';
import { createSearchIndex } from './search-index.ts';
import { createSeenSounds } from './seen-sounds.ts';
import { createWriteSession } from './session.ts';
import { createSuggestionStore } from './suggestions.ts';
import { createVectorStore } from './vectors.ts';
import { createVersionRemoval } from './version-removal.ts';

/** All that can be written: each command is one synchronous transaction. @param onCommit told of the revision */
export function composeWritingCommands(db: Database, onCommit: (revision: number, quietly: boolean) => void) {
  const session = createWriteSession(db, onCommit);
  const seen = createSeenSounds();
  const labels = createLabelBook(session);
  const search = createSearchIndex(session);
  const names = createNameStore(session);
  const documents = createSearchDocuments(session, search, names);
  const personal = createPersonalRows(session, documents);
  const facts = createFactBook(session, documents);
  const history = createHistoryBook(session);
  const replacement = createReplacement({ session, labels, personal, search, documents, names, seen });
  const models = createModelBook(session);
  const suggestions = createSuggestionStore(session);
  const vectors = createVectorStore(session);
  const features = createFeatureStore(session);
  return {
    ...createLibraryCommands(session),
    ...createScanCommands(session, seen, replacement),
    ...createListeningCommands({
      session,
      seen,
      labels,
      models,
      search,
      documents,
      replacement,
      suggestions,
      vectors,
      features,
      names,
    }),
    ...createRemovalCommands({ session, personal, search, suggestions, vectors, features, names }),
    ...createJobCommands(session),
    ...createLabelCommands(session, labels, history),
    ...createDecisionCommands({ session, facts, history }),
    ...createHistorySteps({ session, facts, labels }),
    ...createRecallCommands(session),
    ...createDuplicateCommands(session),
    ...createLearningCommands({ session, models, suggestions, features, names, vectors }),
    ...createAuditCommands(session),
    ...createProjectionCommands(session, models),
    ...createVersionRemoval(session, models),
    registerModelVersion: models.register,
    activateModelVersion: models.activate,
  };
}
