import type { MadeModel } from '../../../views/models/report-models.ts'
import type { ModelCard } from '../../classifier/model-card.ts'
import type { Context } from '../../context.ts'
import { loadVersion } from '../model-folder.ts'
import type { Version } from '../store.ts'

/** What a version was made from and by; null where its files are not whole. */
export const madeOf = ({ config }: Context, version: Version): Promise<MadeModel | null> =>
  loadVersion(config.home, version).then(
    ({ card }) => madeModel(card),
    () => null,
  )

function madeModel({ data, backbone, head, seed, settings, foods, claimed }: ModelCard): MadeModel {
  return {
    facts: [
      ['Learned from', `${data.train} photos`],
      ['Set its sureness by', `${data.calibration} photos`],
      ['Foods it names', `${claimed.length} of ${foods.length} it has photos of`],
      ['Fingerprint of the photos', data.fingerprint],
      ['Fingerprint of the pack’s photos', data.baseSet],
      ['Fingerprint of the head', head.sha256],
      ['Backbone', backbone.id],
      ['Made with', data.trainer],
      ['Seed', String(seed)],
    ],
    settings: Object.entries(settings).map(([name, value]) => [name, String(value) || '–']),
  }
}
