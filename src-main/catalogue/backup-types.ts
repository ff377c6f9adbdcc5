/** A copy of what people made and what sounds exist; vectors and peaks are made anew by listening. */
export type Backup = {
  /** Absolute. */
  readonly file: string;
  readonly madeAt: Date;
  readonly bytes: number;
  readonly sounds: number;
  /** Current labels. */
  readonly labels: number;
};

/** Copies of the catalogue, in the folder `NAME.sonotheque-backups` beside it. */
export type CatalogueBackups = {
  /**
   * Makes a copy and checks it, while reading and writing go on; then lets go of what is older than the seven newest days
   * that have one, and of older ones of the same day that hold no more labels.
   */
  backup(now?: Date): Promise<Backup>;
  /** Makes a copy unless that day has one; `null` where it does. */
  backupIfDue(now: Date): Promise<Backup | null>;
  /** Newest first; without those that cannot be read. */
  backups(): Promise<readonly Backup[]>;
};
