import type { OpenDialogue } from '../../app/index.ts';
import { AddLabelList } from './add-label-list.tsx';
import { PasteConfiguration } from './paste-configuration.tsx';
import {
  ActivateVersion,
  ExportVersion,
  ImportVersion,
  RemoveRun,
  RemoveVersion,
  RenameVersion,
} from './version-dialogues.tsx';

type Kind =
  | 'paste-configuration'
  | 'add-label-list'
  | 'import-version'
  | 'remove-run'
  | 'activate-version'
  | 'rename-version'
  | 'export-version'
  | 'remove-version';

/** The dialogues of the training lab. */
export function TrainingDialogue({ dialogue }: { readonly dialogue: Extract<OpenDialogue, { kind: Kind }> }) {
  switch (dialogue.kind) {
    case 'paste-configuration':
      return <PasteConfiguration />;
    case 'add-label-list':
      return <AddLabelList />;
    case 'import-version':
      return <ImportVersion />;
    case 'remove-run':
      return <RemoveRun run={dialogue.run} />;
    case 'activate-version':
      return <ActivateVersion version={dialogue.version} />;
    case 'rename-version':
      return <RenameVersion version={dialogue.version} />;
    case 'export-version':
      return <ExportVersion version={dialogue.version} />;
    default:
      return <RemoveVersion version={dialogue.version} />;
  }
}
