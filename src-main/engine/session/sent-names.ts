import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { RenderOptions } from '../../../src-shared/contract/playback.ts';
import { fileNameFrom, fillTemplate, wrongToken } from '../../../src-shared/session/index.ts';
import type { Catalogue, SoundRow } from '../../catalogue/index.ts';
import { planRender, type RenderPlan } from '../rendering/plan-render.ts';
import { extensionOf, nameOf } from '../rendering/rendered-names.ts';

type NamesRequest = Pick<RenderOptions, 'region' | 'sampleRateHz' | 'bitDepth'> & {
  readonly ids: readonly SoundId[];
  readonly nameTemplate: string;
};

/** @throws SonothequeError `unknown-token` */
export function checkTemplate(template: string): void {
  const wrong = wrongToken(template);
  if (wrong !== null) throw unknownToken(wrong);
}

/** @param counter from 1 */
export function sentName(row: SoundRow, plan: RenderPlan, template: string, counter: number): string {
  return fileNameFrom(fillTemplate(template, { ...fieldsOf(row), counter }), extensionOf(row, plan));
}

/**
 * What sounds would be called; those that are not in the catalogue any more are left out.
 * @throws SonothequeError `unknown-token`; as planning a render does
 */
export async function sentNames(
  catalogue: Pick<Catalogue, 'sounds'>,
  { ids, nameTemplate, region, sampleRateHz, bitDepth }: NamesRequest,
): Promise<readonly string[]> {
  checkTemplate(nameTemplate);
  const options: RenderOptions = { region, sampleRateHz, bitDepth, handlesSeconds: 0, fadeMilliseconds: 0 };
  return (await catalogue.sounds(ids)).map((row, place) =>
    sentName(row, planRender(row, nameOf(row), options), nameTemplate, place + 1),
  );
}

function fieldsOf({ path: place, library, fields, label, suggestions }: SoundRow) {
  const found = {
    name: place.display.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, ''),
    category: label?.category ?? fields.category ?? suggestions[0]?.category,
    subCategory: fields.subCategory,
    catId: label?.catId ?? fields.catId,
    fxName: fields.fxName,
    library: fields.library ?? library,
    creator: fields.creatorId ?? fields.artist,
    source: fields.sourceId,
    scene: fields.scene,
    take: fields.take,
    date: new Date().toISOString().slice(0, 10),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === 'string'));
}

function unknownToken(token: string): SonothequeError {
  return new SonothequeError({
    code: 'unknown-token',
    message: `“${token}” means nothing in a name.`,
    nextStep: 'Use {name}, {category}, {catId}, {fxName}, {library}, {take}, {date} or {counter}.',
  });
}
