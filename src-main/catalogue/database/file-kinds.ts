import { indexApplicationId, indexMigrations } from './index-schema.ts';
import { mainApplicationId, mainMigrations } from './main-schema.ts';
import type { FileKind } from './migrations.ts';

/** The two files of a catalogue; the index also as it is attached to the main file. */
export const mainKind: FileKind = { schema: 'main', applicationId: mainApplicationId, migrations: mainMigrations };
export const indexKind: FileKind = { schema: 'main', applicationId: indexApplicationId, migrations: indexMigrations };
export const attachedIndexKind: FileKind = { ...indexKind, schema: 'idx' };
