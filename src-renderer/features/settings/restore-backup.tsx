import type { BackupRecord } from '../../../src-shared/contract/catalogue.ts';
import { useActions } from '../../app/index.ts';
import { countOf, Dialogue, dateWords } from '../../components/index.ts';

/** Asks before the catalogue is replaced by a backup of it. */
export function RestoreBackup({ backup }: { readonly backup: BackupRecord }) {
  const { settings, shell } = useActions();
  return (
    <Dialogue title={`Go back to ${dateWords(backup.madeAt)}?`} onClose={shell.closeDialogue}>
      <p>
        The catalogue will hold the {countOf(backup.sounds, 'sound')} and {countOf(backup.labels, 'label')} of then.
        What is there now is set aside, not deleted. Sounds are listened to again where the backup doesn’t know them.
      </p>
      <footer className="dialogue-foot">
        <button type="button" className="button" onClick={shell.closeDialogue}>
          Keep what is there
        </button>
        <button type="button" className="button button-danger" onClick={() => void settings.restore(backup)}>
          Restore
        </button>
      </footer>
    </Dialogue>
  );
}
