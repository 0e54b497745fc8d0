import { addCatch } from './catching/add-catch.ts'
import { chooseFood } from './catching/choose-food.ts'
import { showHome } from './catching/home.tsx'
import { showCatch } from './catching/show-catch.ts'
import { showLooked, showOverlay } from './catching/show-looked.tsx'
import { showPhoto } from './catching/show-photo.ts'
import type { Context } from './context.ts'
import { confirmPhoto } from './dataset/confirm-photo.ts'
import { exportZip } from './dataset/export-zip.ts'
import { addPhotos } from './dataset/foods/add-photos.tsx'
import { removeFood, saveFood, showFoodPhotos } from './dataset/foods/show-food.tsx'
import { addFood, showFoods } from './dataset/foods/show-foods.tsx'
import { takeOutPhoto } from './dataset/foods/take-out-photo.tsx'
import { movePhotos } from './dataset/move-photos.ts'
import { checkDataset, showDataset } from './dataset/show-dataset.tsx'
import { importZip, showImport } from './dataset/show-import.tsx'
import { showDatasetPhotos } from './dataset/show-photos.tsx'
import { saveMenu, showMenu } from './events/menu/show-menu.tsx'
import { newCode, saveEvent, showPoster, showStarter } from './events/starter.tsx'
import { claimFood } from './feedback/claim-food.ts'
import { dismissNotice } from './feedback/dismiss-notice.ts'
import { giveFeedback } from './feedback/give-feedback.ts'
import { reopenPhoto, settlePhoto, skipPhoto } from './feedback/review/settle-photo.ts'
import { showReviewLooked, showReviewOverlay } from './feedback/review/show-looked.tsx'
import { showReview } from './feedback/review/show-review.tsx'
import { showSettled } from './feedback/review/show-settled.tsx'
import { showCollection } from './game/collection.tsx'
import { showFood } from './game/food.tsx'
import { showLeaderboard } from './game/leaderboard.tsx'
import { showProfile } from './game/profile.tsx'
import { cancelTraining, saveSchedule, showTraining, startTraining } from './jobs/panel/training.tsx'
import { showHealth, showReadiness } from './ops/health.ts'
import { endReviewing } from './players/end-reviewer.ts'
import { eraseMe, erasePlayer } from './players/erase.ts'
import { inviteReviewer } from './players/invite-reviewer.tsx'
import { join, showJoin } from './players/join.tsx'
import { leave } from './players/leave.ts'
import { claimOrganiser, showClaim, showSignIn, signIn, signOut } from './players/organiser-account.tsx'
import { rename, renameThem } from './players/rename.ts'
import { showPlayer } from './players/show-player.tsx'
import { showPlayers } from './players/show-players.tsx'
import { showReviewers } from './players/show-reviewers.tsx'
import { comeBack, makeWayBack, showPlayerAgain, showWayBack } from './players/way-back.tsx'
import { dismissModelNotice } from './registry/pages/dismiss-model-notice.ts'
import { showModels } from './registry/pages/show-models.tsx'
import { pinVersion, useVersion } from './registry/pages/use-version.ts'
import { reportJson } from './registry/report/report-json.ts'
import { showReport } from './registry/report/show-report.tsx'
import { chooseLanguage } from './web/languages/choose-language.ts'
import { always, anyone, organiser, player, type Route, reviewer } from './web/routes.ts'
import { serveRoutes } from './web/serve-routes.ts'
import { showStatic } from './web/static.ts'

/** Everything the server answers, one line a route. */
export const routes: readonly Route[] = [
  player('GET', '/', showHome),
  player('POST', '/catches', addCatch),
  player('GET', '/catches/:id', showCatch),
  player('POST', '/catches/:id/choose', chooseFood),
  player('POST', '/catches/:id/claim', claimFood),
  player('POST', '/catches/:id/feedback', giveFeedback),
  player('GET', '/catches/:id/looked', showLooked),
  player('GET', '/catches/:id/looked.webp', showOverlay),
  player('POST', '/notices/:id/seen', dismissNotice),
  anyone('GET', '/photos/:id/:size', showPhoto),

  anyone('GET', '/collection', showCollection),
  anyone('GET', '/foods/:id', showFood),
  anyone('GET', '/leaderboard', showLeaderboard),
  player('GET', '/profile', showProfile),
  player('POST', '/profile', rename),
  player('POST', '/leave', leave),
  player('POST', '/profile/erase', eraseMe),

  anyone('GET', '/join', showJoin),
  anyone('GET', '/join/:code', showJoin),
  anyone('POST', '/join', join),
  anyone('GET', '/back/:player/:token', showWayBack),
  anyone('POST', '/back/:player/:token', comeBack),

  anyone('GET', '/organiser/claim/:token', showClaim),
  anyone('POST', '/organiser/claim/:token', claimOrganiser),
  anyone('GET', '/organiser/sign-in', showSignIn),
  anyone('POST', '/organiser/sign-in', signIn),
  reviewer('POST', '/organiser/sign-out', signOut),
  organiser('GET', '/organiser', showStarter),
  organiser('GET', '/organiser/poster', showPoster),
  organiser('POST', '/organiser/event', saveEvent),
  organiser('POST', '/organiser/code', newCode),
  organiser('GET', '/organiser/menu', showMenu),
  organiser('POST', '/organiser/menu', saveMenu),
  organiser('GET', '/organiser/reviewers', showReviewers),
  organiser('POST', '/organiser/reviewers', inviteReviewer),
  organiser('POST', '/organiser/reviewers/:id/end', endReviewing),
  organiser('GET', '/organiser/players', showPlayers),
  organiser('GET', '/organiser/players/:id', showPlayer),
  organiser('POST', '/organiser/players/:id/rename', renameThem),
  organiser('GET', '/organiser/players/:id/way-back', showPlayerAgain),
  organiser('POST', '/organiser/players/:id/way-back', makeWayBack),
  organiser('POST', '/organiser/players/:id/erase', erasePlayer),

  organiser('GET', '/organiser/dataset', showDataset),
  organiser('POST', '/organiser/dataset/check', checkDataset),
  organiser('POST', '/organiser/dataset/confirm', confirmPhoto),
  organiser('GET', '/organiser/dataset/photos', showDatasetPhotos),
  organiser('POST', '/organiser/dataset/photos', movePhotos),
  organiser('GET', '/organiser/dataset/import', showImport),
  organiser('POST', '/organiser/dataset/import', importZip),
  organiser('GET', '/organiser/dataset/export.zip', exportZip),
  organiser('GET', '/organiser/foods', showFoods),
  organiser('POST', '/organiser/foods', addFood),
  organiser('GET', '/organiser/foods/:id', showFoodPhotos),
  organiser('POST', '/organiser/foods/:id', saveFood),
  organiser('POST', '/organiser/foods/:id/remove', removeFood),
  organiser('POST', '/organiser/foods/:id/photos', addPhotos),
  organiser('POST', '/organiser/examples/:id/take-out', takeOutPhoto),

  organiser('GET', '/organiser/training', showTraining),
  organiser('POST', '/organiser/training/start', startTraining),
  organiser('POST', '/organiser/training/cancel', cancelTraining),
  organiser('POST', '/organiser/training/schedule', saveSchedule),
  organiser('GET', '/organiser/models', showModels),
  organiser('POST', '/organiser/models/notices/:id/seen', dismissModelNotice),
  organiser('GET', '/organiser/models/:version', showReport),
  organiser('POST', '/organiser/models/:version/promote', useVersion),
  organiser('POST', '/organiser/models/:version/pin', pinVersion),
  organiser('GET', '/organiser/models/:version/report.json', reportJson),

  reviewer('GET', '/organiser/review', showReview),
  reviewer('POST', '/organiser/review/:id', settlePhoto),
  reviewer('GET', '/organiser/review/:id/looked', showReviewLooked),
  reviewer('GET', '/organiser/review/:id/looked.webp', showReviewOverlay),
  reviewer('POST', '/organiser/review/:id/skip', skipPhoto),
  reviewer('POST', '/organiser/review/:id/reopen', reopenPhoto),
  reviewer('GET', '/organiser/review/settled', showSettled),

  anyone('POST', '/language', chooseLanguage),
  always('GET', '/static/:file', showStatic),
  always('GET', '/healthz', showHealth),
  always('GET', '/readyz', showReadiness),
]

/** Context in, app out. Nothing listens yet. */
export const createApp = (context: Context) => serveRoutes(context, routes)
