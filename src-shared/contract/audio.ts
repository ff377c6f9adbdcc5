/** What a file says about its audio stream, as the demuxer and decoder report it. */
export type AudioFormat = {
  /** Short container name: `wav`, `rf64`, `bw64`, `w64`, `aiff`, `aifc`, `caf`, `flac`, `ogg`, `mp3`, `mp4`, `asf`, `wv`, `matroska`… */
  readonly container: string;
  /** Codec name as FFmpeg spells it: `pcm_s24le`, `flac`, `vorbis`… */
  readonly codec: string;
  readonly sampleRateHz: number;
  /** Bits of a coded sample; `null` for codecs without one (MP3, Vorbis, AAC…). */
  readonly bitDepth: number | null;
  readonly channels: number;
  readonly durationSeconds: number;
};

/** Level facts of a whole sound. */
export type Loudness = {
  /** Largest absolute sample in dB relative to full scale; `null` for digital silence. */
  readonly samplePeakDbfs: number | null;
  /** EBU R128 integrated loudness; `null` where the gate lets nothing through (silence, under 400 ms). */
  readonly integratedLufs: number | null;
};

/** One embedded metadata entry exactly as a standard stores it. */
export type MetadataEntry = {
  /** Which block it stands in. */
  readonly standard:
    | 'bext'
    | 'ixml'
    | 'aswg'
    | 'user'
    | 'info'
    | 'id3'
    | 'vorbis'
    | 'mp4'
    | 'ape'
    | 'asf'
    | 'aiff'
    | 'caf'
    | 'xmp'
    | 'matroska'
    | 'file-name'
    | 'other';
  /** The standard's own key: `Description`, `IART`, `TXXX:CatID`, `USER/CATEGORY`… */
  readonly key: string;
  readonly value: string;
};

/** Well-known meanings, filled from whichever standards carry them (first hit by trust wins). */
export type MetadataFieldName =
  | 'title'
  | 'description'
  | 'keywords'
  | 'category'
  | 'subCategory'
  | 'catId'
  | 'userCategory'
  | 'vendorCategory'
  | 'fxName'
  | 'artist'
  | 'originator'
  | 'creatorId'
  | 'sourceId'
  | 'library'
  | 'publisher'
  | 'microphone'
  | 'location'
  | 'recordedAt'
  | 'timeReferenceSamples'
  | 'tempoBpm'
  | 'musicalKey'
  | 'notes'
  | 'comment'
  | 'copyright'
  | 'url'
  | 'rating'
  | 'scene'
  | 'take'
  | 'tape';

/** Everything the embedded metadata of a file says. */
export type EmbeddedMetadata = {
  readonly fields: { readonly [Field in MetadataFieldName]?: string };
  readonly entries: readonly MetadataEntry[];
  /** Damage met while reading, in plain words; reading went on. */
  readonly warnings: readonly string[];
};
