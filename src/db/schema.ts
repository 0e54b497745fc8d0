import type { ColumnType, Generated } from 'kysely'

/** Milliseconds since 1970-01-01 UTC. */
type Instant = number
/** JSON text. */
type Json = string

export interface Database {
  user: UserTable
  session: { userId: string }
  account: { userId: string; password: string | null }
  setting: { name: string; value: string }
  event: EventTable
  player: PlayerTable
  photo: PhotoTable
  prediction: PredictionTable
  catch: CatchTable
  claim: ClaimTable
  badge: BadgeTable
  look_band: { event_id: string; band: number; photo_id: string }
  feedback: FeedbackTable
  review: ReviewTable
  lease: LeaseTable
  notice: NoticeTable
  audit_log: AuditLogTable
  added_food: AddedFoodTable
  example: ExampleTable
  example_band: { event_id: string; band: number; example_id: string }
  job: JobTable
  model: ModelTable
  model_example: ModelExampleTable
  doubt: DoubtTable
  model_notice: ModelNoticeTable
  shadow: { photo_id: string; model: string; verdict: string; food: string | null }
  erasure: ErasureTable
  /** Photos of players who are gone. */
  erased_photo: { photo_id: string }
}

/** better-auth's own, as are `session` and `account`; only what our stores name is typed. */
interface UserTable {
  id: string
  name: string
  email: string
  /** ISO 8601. */
  createdAt: ColumnType<string, string | number, never>
  role: string | null
  /** 1: has neither e-mail address nor password of its own. */
  isAnonymous: Generated<number | null>
}

interface EventTable {
  id: string
  name: string
  pack: string
  join_code: string
  time_zone: string
  created_at: Instant
  /** Ids of the foods served today, as JSON; null: all. */
  menu: Generated<Json | null>
}

interface PlayerTable {
  id: string
  user_id: string
  event_id: string
  nickname: string
  /** The nickname as it is compared; see folded.ts. */
  folded: string
  created_at: Instant
}

interface PhotoTable {
  /** UUID v7; also the name of its files. */
  id: string
  event_id: string
  player_id: string
  /** SHA-256 of the upright pixels the model saw, in hex: the same picture, whatever its metadata. */
  fingerprint: string
  width: number
  height: number
  /** Size of the kept copy. */
  bytes: number
  /** Difference hash of 64 bits in hex; null for photos older than the column. */
  look: string | null
  /** The first photo of the near-duplicates this one belongs to. */
  look_group: string | null
  /** 1 where a reviewer took it away: its player sees it no more. */
  hidden: Generated<number>
  created_at: Instant
}

interface PredictionTable {
  photo_id: string
  /** Version of the head that answered. */
  model: string
  verdict: string
  food: string | null
  probability: number
  /** [{ food, probability }], most probable first. */
  candidates: Json
  /** 0 (a food it knows) to 1 (none it knows). */
  outlier: number
  milliseconds: number
  /** Id of the backbone that made `embedding`. */
  backbone: string
  /** float32, little endian, [1280]. */
  embedding: Uint8Array
  /** Of random crops, for training; uint8 roots [3, 1280], by the same backbone. */
  crops: Generated<Uint8Array | null>
  /** 1 where the photo was drawn for the audit sample, before the verdict was known. */
  audited: Generated<number>
  /** The food it would have been recognised as, had that been on the day's menu. */
  off_menu: string | null
  created_at: Instant
}

interface CatchTable {
  /** Made by the phone, so that sending it again is harmless. */
  id: string
  event_id: string
  player_id: string
  photo_id: string
  state: string
  /** The food it counts for, where `state` is caught. */
  food: string | null
  created_at: Instant
  /** When it began to count. */
  caught_at: Instant | null
}

interface ClaimTable {
  catch_id: string
  player_id: string
  /** A food of the pack, or null where the player typed another word. */
  food: string | null
  note: string | null
  state: Generated<string>
  created_at: Instant
}

interface BadgeTable {
  player_id: string
  badge: string
  /** The catch that earned it. */
  catch_id: string
  earned_at: Instant
}

interface FeedbackTable {
  catch_id: string
  player_id: string
  /** food and other are claims: their words stand in `claim`. */
  answer: string
  /** First said: the time to change it counts from here. */
  created_at: Instant
  changed_at: Instant
}

interface ReviewTable {
  catch_id: string
  decision: string
  food: string | null
  /** A user, or null where the account is gone. */
  reviewer: string | null
  /** Settled together, undone together. */
  batch: string
  decided_at: Instant
}

interface LeaseTable {
  catch_id: string
  user_id: string
  until: Instant
  /** 1 where its holder wants it later. */
  skipped: Generated<number>
}

interface NoticeTable {
  id: string
  player_id: string
  catch_id: string
  kind: string
  food: string | null
  /** Ids of the badges that went with the decision; null: none. */
  lost_badges: Json | null
  created_at: Instant
  seen_at: Generated<Instant | null>
}

interface AuditLogTable {
  id: string
  event_id: string
  at: Instant
  /** Id of the user who did it. */
  actor: string
  action: string
  /** Id of the catch, or of the player who was erased. */
  subject: string
  batch: string
  /** What was decided and what it was before. */
  details: Json
}

/** A food an organiser added to the pack for this event. */
interface AddedFoodTable {
  id: string
  event_id: string
  /** { en, ms?, zh?, ta? } */
  names: Json
  category: string
  description: string
  added_by: string | null
  created_at: Instant
}

/** A labelled photo that no player sent. */
interface ExampleTable {
  /** UUID v7; also the name of its files. */
  id: string
  event_id: string
  /** A food's id, or the kind of an outlier. */
  label: string
  kind: string
  /** As an import said; null: train. */
  split: string | null
  /** organiser, or what an import's index said. */
  source: string
  fingerprint: string
  width: number
  height: number
  bytes: number
  look: string | null
  look_group: string
  backbone: string
  embedding: Uint8Array
  /** As those of a prediction. */
  crops: Generated<Uint8Array | null>
  added_by: string | null
  created_at: Instant
}

interface JobTable {
  id: string
  name: string
  state: string
  /** What it is at, and how far that is. */
  step: string | null
  done: Generated<number>
  total: Generated<number>
  /** Of the process that works at it. */
  pid: number | null
  /** Names who may write this row: whoever takes the job over writes another. */
  owner: string | null
  /** When the process was born, as the system tells it. */
  born: Generated<string | null>
  /** When the process last said that it lives. */
  beat: Generated<Instant>
  /** How often it was taken over at this step. */
  tries: Generated<number>
  /** What was asked for otherwise than usual; null: nothing. */
  settings: Generated<Json | null>
  /** A user's id, schedule, or terminal. */
  requested_by: string
  /** JSON: what came of it. */
  outcome: Json | null
  created_at: Instant
  step_started_at: Instant
  ended_at: Instant | null
}

/** A label that photos like it and the model contradict. */
interface DoubtTable {
  /** One of the two. */
  catch_id: string | null
  example_id: string | null
  label: string
  /** A food's id, or `outlier`. */
  looks_like: string
  /** Of the neighbours' weight, 0.5 to 1. */
  share: number
  found_at: Instant
  /** Who said that the label is right all the same; null where they are gone, or nobody has. */
  confirmed_by: Generated<string | null>
  confirmed_at: Generated<Instant | null>
  /** 1: it teaches on, for its food would have too few photos without it. */
  teaches: Generated<number>
}

/** A version of the head. */
interface ModelTable {
  version: string
  pack: string
  status: string
  /** shipped: its files are the program's; trained: they are in the home's models/VERSION. */
  origin: string
  /** Of card.json, which names the other files by their hashes. */
  card_sha256: string
  /** The champion it was compared with. */
  compared_with: string | null
  job_id: string | null
  /** What the gate found. */
  report: Json | null
  created_at: Instant
  promoted_at: Instant | null
  /** gate, watch, start, shipped, or a user's id. */
  promoted_by: string | null
  retired_at: Instant | null
  /** The champion before it, of the last time it was promoted. */
  predecessor: Generated<string | null>
}

/** What organisers are told of a change of champion that none of them made. */
interface ModelNoticeTable {
  id: string
  pack: string
  kind: string
  /** The one that serves no more, and the one that serves instead. */
  version: string
  instead: string
  /** A phrase of web/languages/words.ts as JSON. */
  reason: string
  created_at: Instant
  dismissed_at: Generated<Instant | null>
}

/** A player who is gone: kept so that a restored backup does not bring them back. */
interface ErasureTable {
  player_id: string
  /** Id of the organiser who did it; null: the player themself. */
  erased_by: string | null
  at: Instant
}

/** What a version was fitted, calibrated or judged on, beside the pack's base set. */
interface ModelExampleTable {
  version: string
  origin: string
  example_id: string
  label: string
  split: string
  look_group: string
}
