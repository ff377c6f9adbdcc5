import type { MetadataFieldName } from '../../../../src-shared/contract/audio.ts';

/**
 * Where each well-known field may stand, most trusted first.
 *
 * A source is `standard:KEY` with the key in capitals. `user:` keys stand below iXML's USER, without spaces,
 * underscores and hyphens. `free:` means the freeform tags of every tag format (ID3 TXXX, Vorbis comments, MP4 `----`,
 * APE, ASF, Matroska, CAF), named likewise. `derived:` values are put together from several entries.
 *
 * The order follows who writes them: ASWG and USER are written by sound librarians' programs (Soundminer, BaseHead,
 * REAPER's UCS scripts) and mean what they say; bext is often left over from a recorder; INFO and ID3v1 are short and
 * often converted; genre stands for a category only where it names one.
 * Sources: ASWG-G006 1.1; the field list of REAPER's UCS renaming tool; iXML 3.01; EBU Tech 3285.
 */
export const fieldSources: { readonly [Field in MetadataFieldName]: readonly string[] } = {
  title: [
    ...['user:TRACKTITLE', 'user:TITLE', 'free:TRACKTITLE', 'id3:TIT2', 'id3:TT2', 'free:TITLE', 'mp4:©NAM'],
    ...['aiff:NAME', 'info:INAM', 'aswg:SONGTITLE', 'xmp:DC:TITLE', 'id3:TITLE', 'ixml:STEINBERG/MEDIATITLE'],
  ],
  description: [
    ...['user:DESCRIPTION', 'bext:DESCRIPTION', 'ixml:BEXT/BWF_DESCRIPTION', 'free:DESCRIPTION', 'mp4:DESC'],
    ...['mp4:LDES', 'id3:TIT3', 'id3:TT3', 'asf:WM/SUBTITLEDESCRIPTION', 'xmp:DC:DESCRIPTION', 'info:ISBJ'],
  ],
  keywords: ['user:KEYWORDS', 'free:KEYWORDS', 'info:IKEY', 'xmp:DC:SUBJECT', 'mp4:KEYW', 'mp4:©KEY'],
  category: [
    ...['aswg:CATEGORY', 'user:CATEGORY', 'free:CATEGORY', 'ixml:STEINBERG/MEDIACATEGORYPOST'],
    ...['known:id3:TCON', 'known:id3:TCO', 'known:info:IGNR', 'known:free:GENRE', 'known:mp4:©GEN'],
    ...['known:xmp:XMPDM:GENRE', 'known:asf:WM/GENRE'],
  ],
  subCategory: ['aswg:SUBCATEGORY', 'user:SUBCATEGORY', 'free:SUBCATEGORY', 'ixml:STEINBERG/MEDIASUBCATEGORYPOST'],
  catId: ['aswg:CATID', 'user:CATID', 'free:CATID', 'user:LONGID', 'free:LONGID'],
  userCategory: ['aswg:USERCATEGORY', 'user:USERCATEGORY', 'free:USERCATEGORY'],
  vendorCategory: ['aswg:VENDORCATEGORY', 'user:VENDORCATEGORY', 'free:VENDORCATEGORY'],
  fxName: ['aswg:FXNAME', 'user:FXNAME', 'free:FXNAME'],
  artist: [
    ...['user:DESIGNER', 'user:ARTIST', 'user:RECORDIST', 'aswg:ARTIST', 'aswg:RECENGINEER', 'free:DESIGNER'],
    ...['id3:TPE1', 'id3:TP1', 'free:ARTIST', 'mp4:©ART', 'asf:AUTHOR', 'aiff:AUTH', 'info:IART', 'info:IENG'],
    ...['xmp:DC:CREATOR', 'xmp:XMPDM:ARTIST', 'id3:ARTIST', 'ixml:STEINBERG/MEDIALIBRARYARTIST'],
  ],
  originator: [
    ...['aswg:ORIGINATOR', 'bext:ORIGINATOR', 'ixml:BEXT/BWF_ORIGINATOR', 'aswg:ORIGINATORSTUDIO'],
    ...['free:ORIGINATOR', 'info:ISFT', 'free:ENCODEDBY'],
  ],
  creatorId: ['aswg:CREATORID', 'user:CREATORID', 'free:CREATORID', 'user:SHORTID', 'free:SHORTID'],
  sourceId: ['aswg:SOURCEID', 'user:SOURCEID', 'free:SOURCEID', 'user:SHOW', 'user:SOURCE', 'free:SHOW'],
  library: [
    ...['aswg:LIBRARY', 'user:LIBRARY', 'free:LIBRARY', 'ixml:STEINBERG/MEDIALIBRARY', 'id3:TALB', 'id3:TAL'],
    ...['free:ALBUM', 'mp4:©ALB', 'asf:WM/ALBUMTITLE', 'info:IPRD', 'xmp:XMPDM:ALBUM', 'id3:ALBUM'],
  ],
  publisher: [
    ...['user:MANUFACTURER', 'user:PUBLISHER', 'free:MANUFACTURER', 'aswg:MUSICPUBLISHER', 'id3:TPUB', 'id3:TPB'],
    ...['free:PUBLISHER', 'free:ORGANIZATION', 'free:LABEL', 'asf:WM/PUBLISHER', 'mp4:©PUB', 'xmp:DC:PUBLISHER'],
    ...['ixml:STEINBERG/MEDIALIBRARYMANUFACTURERNAME', 'info:ICMS'],
  ],
  microphone: ['user:MICROPHONE', 'aswg:MICTYPE', 'free:MICROPHONE', 'user:MIC'],
  location: [
    ...['user:LOCATION', 'aswg:RECORDINGLOC', 'ixml:LOCATION/LOCATION_NAME', 'ixml:LOCATION', 'free:LOCATION'],
    ...['info:IARL', 'mp4:©XYZ', 'aswg:IMPULSELOCATION'],
  ],
  recordedAt: [
    ...['derived:BEXTDATE', 'derived:IXMLDATE', 'user:RECORDINGDATE', 'info:ICRD', 'id3:TDRC', 'derived:ID3DATE'],
    ...['free:DATE', 'mp4:©DAY', 'caf:RECORDEDDATE', 'asf:WM/YEAR', 'xmp:XMP:CREATEDATE', 'ape:YEAR', 'id3:YEAR'],
  ],
  timeReferenceSamples: ['bext:TIMEREFERENCE', 'derived:IXMLTIMEREFERENCE', 'free:TIMEREFERENCE'],
  tempoBpm: [
    ...['aswg:TEMPO', 'user:BPM', 'user:TEMPO', 'id3:TBPM', 'id3:TBP', 'free:BPM', 'free:TEMPO', 'mp4:TMPO'],
    ...['asf:WM/BEATSPERMINUTE', 'other:ACID/TEMPO', 'xmp:XMPDM:TEMPO', 'caf:TEMPO'],
  ],
  musicalKey: [
    ...['aswg:INKEY', 'user:KEY', 'id3:TKEY', 'id3:TKE', 'free:INITIALKEY', 'free:KEY', 'asf:WM/INITIALKEY'],
    ...['caf:KEYSIGNATURE', 'xmp:XMPDM:KEY'],
  ],
  notes: ['user:NOTES', 'user:NOTE', 'aswg:NOTES', 'ixml:NOTE', 'free:NOTES'],
  comment: [
    ...['user:COMMENT', 'user:COMMENTS', 'id3:COMM', 'id3:COM', 'free:COMMENT', 'free:COMMENTS', 'mp4:©CMT'],
    ...['aiff:ANNO', 'aiff:COMT', 'info:ICMT', 'asf:DESCRIPTION', 'id3:COMMENT', 'xmp:XMPDM:LOGCOMMENT'],
  ],
  copyright: [
    ...['user:COPYRIGHT', 'aswg:RIGHTSOWNER', 'id3:TCOP', 'id3:TCR', 'free:COPYRIGHT', 'mp4:CPRT', 'mp4:©CPY'],
    ...['asf:COPYRIGHT', 'aiff:(C)', 'info:ICOP', 'xmp:DC:RIGHTS'],
  ],
  url: [
    ...['user:URL', 'free:URL', 'free:WEBSITE', 'id3:WOAF', 'id3:WOAR', 'id3:WXXX', 'id3:WPUB', 'free:CONTACT'],
    ...['info:IURL', 'info:IBSU', 'asf:WM/AUTHORURL', 'mp4:©URL'],
  ],
  rating: ['user:RATING', 'free:RATING', 'derived:STARS', 'xmp:XMP:RATING', 'info:IRTD', 'asf:WM/SHAREDUSERRATING'],
  scene: ['ixml:SCENE', 'user:SCENE', 'free:SCENE', 'xmp:XMPDM:SCENE'],
  take: ['ixml:TAKE', 'user:TAKE', 'free:TAKE', 'xmp:XMPDM:TAKENUMBER'],
  tape: ['ixml:TAPE', 'user:TAPE', 'free:TAPE', 'xmp:XMPDM:TAPENAME', 'info:ISRF'],
};
