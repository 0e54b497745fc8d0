import type { MadeModel } from '../../../views/models/report-models.ts'
import type { ModelCard } from '../../classifier/model-card.ts'
import type { Context } from '../../context.ts'
import { t } from '../../web/languages/words.ts'
import { findFiles } from '../model-folder.ts'
import type { Version } from '../store.ts'

/** What a version was made from and by; null where its files are not whole. */
export async function madeOf({ config }: Context, version: Version): Promise<MadeModel | null> {
  const files = await findFiles(config.home, version)
  return files && madeModel(files.card)
}

function madeModel({ data, backbone, head, seed, settings, foods, claimed }: ModelCard): MadeModel {
  return {
    facts: [
      [t`Learned from`, t`${data.train} photos`],
      [t`Set its sureness by`, t`${data.calibration} photos`],
      [t`Foods it names`, t`${claimed.length} of ${foods.length} it has photos of`],
      [t`Fingerprint of the photos`, data.fingerprint],
      [t`Fingerprint of the pack’s photos`, data.baseSet],
      [t`Fingerprint of the head`, head.sha256],
      [t`Backbone`, backbone.id],
      [t`Made with`, data.trainer],
      [t`Seed`, String(seed)],
    ],
    settings: Object.entries(settings).map(([name, value]) => [name, String(value) || '–']),
  }
}
