/**
 * Requests and responses of the RPCs in domain types. `decode` of a request validates and throws a `Fault` that names
 * the bad field; nothing behind it checks again.
 */
import type {
  Comparison,
  Evaluation,
  EvaluationMetric,
  Finish,
  ForeignProperty,
  ImageRef,
  Locale,
  Measurement,
  Observation,
  Orientation,
  PastTurn,
  PhotoKind,
  Prediction,
  Problem,
  Recipe,
  RegionFigures,
  RegionName,
  SettingValues,
  Reflection,
  Round,
  Scene,
  Step,
  TokenUsage,
  ToolCall,
  Trajectory,
  TurnOptions,
} from '@safelight/core';

export type { ForeignProperty };

/** A picture with its bytes. */
export interface ImageContent {
  readonly ref: ImageRef;
  readonly data: Uint8Array;
}

/** A photo by content; `data` is null when the sandbox is expected to hold it. */
export interface PhotoSource {
  readonly sha256: string;
  readonly data: Uint8Array | null;
}

export type OutputFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff';

/** `photo` is the photo's own space; a raw photo has none and gives sRGB. */
export type OutputColorSpace = 'photo' | 'srgb' | 'display-p3' | 'adobe-rgb' | 'prophoto';

export interface OutputSpec {
  readonly format: OutputFormat;
  /** 1..100, JPEG, WebP and AVIF. */
  readonly quality: number;
  /** Null = full resolution. */
  readonly longEdgeMaxPixels: number | null;
  /** Keeps EXIF and IPTC of the original and writes the recipe as XMP. */
  readonly keepMetadata: boolean;
  /** Default 8; 16 for PNG and TIFF. */
  readonly bitsPerChannel?: 8 | 16;
  /** Default: `photo` where metadata is kept, else `srgb`. */
  readonly colorSpace?: OutputColorSpace;
  /** Whether kept metadata may tell where the photo was taken; default true. */
  readonly keepGps?: boolean;
}

// sandbox
export interface RenderRequest {
  readonly photo: PhotoSource;
  readonly recipe: Recipe;
  readonly output: OutputSpec;
  readonly measure: boolean;
  /** Regions of the rendered picture to measure as well; each is found in the original once. Default none. */
  readonly regions?: readonly RegionName[];
  /** Also look at the scene of the original. Default false. */
  readonly scene?: boolean;
}
export interface RenderResponse {
  readonly image: ImageContent;
  readonly measurement: Measurement | null;
  readonly engineVersion: string;
  readonly renderMs: number;
  /** Settings of the recipe that have no effect on this picture, each with its reason. */
  readonly problems: readonly Problem[];
  /** In the order in which they were asked for. */
  readonly regions: readonly RegionFigures[];
  readonly scene: Scene | null;
}
export interface MeasureRequest {
  readonly photo: PhotoSource;
  readonly recipe: Recipe;
}
export interface MeasureResponse {
  readonly measurement: Measurement;
}
export interface InspectPhotoRequest {
  readonly photo: PhotoSource;
  /** Read the header alone: quick, but damaged pixels are not found. The bytes must be sent. Default false. */
  readonly headerOnly?: boolean;
}
export interface InspectPhotoResponse {
  readonly width: number;
  readonly height: number;
  readonly mediaType: string;
  readonly kind: PhotoKind;
  readonly orientation: Orientation;
  readonly depth: 8 | 16;
  readonly profile: string;
  /** The light that the camera balanced a raw photo for; null for other kinds and when the file does not tell. */
  readonly asShot: { readonly temperature: number; readonly tint: number } | null;
}
export interface ValidateCallsRequest {
  readonly recipe: Recipe;
  readonly calls: readonly ToolCall[];
  readonly photoKind: PhotoKind;
}
export interface ValidateCallsResponse {
  readonly recipe: Recipe;
  readonly problems: readonly Problem[];
}
export interface ToolDescription {
  readonly name: string;
  readonly crs: string;
  readonly group: string;
  readonly scope: string;
  readonly type: string;
  readonly unit: string;
  readonly whatItDoes: string;
  readonly aliasesEn: readonly string[];
  readonly aliasesZh: readonly string[];
  /** JSON Schema of the value. */
  readonly valueSchema: Readonly<Record<string, unknown>>;
  readonly rendered: boolean;
  readonly notRenderedReason: string;
  /** JSON Schema of the target that a call names beside the value; null for tools of the whole photo. */
  readonly targetSchema: Readonly<Record<string, unknown>> | null;
}
export interface ListToolsResponse {
  readonly tools: readonly ToolDescription[];
}
/** A form in which other programs keep a recipe: tables of `crs:` names, or a develop preset in XMP. */
export type RecipeForm = 'lua' | 'lrtemplate' | 'json' | 'python' | 'preset';
export interface ConvertRequest {
  readonly input: { readonly recipe: Recipe } | { readonly xmp: string } | { readonly roc: string };
  readonly photoKind: PhotoKind;
  readonly photoFileName: string;
  /** Also write the recipe in this form. */
  readonly form?: RecipeForm;
  /** Title of a preset. */
  readonly title?: string;
}
export interface ConvertResponse {
  readonly recipe: Recipe;
  readonly xmp: string;
  /** The recipe in the form that was asked for; empty when none was. */
  readonly text: string;
  readonly warnings: readonly Problem[];
}
export interface SegmentRequest {
  readonly photo: PhotoSource;
  /** A perceptual tool of the group `local-mask`, such as `maskSky`. */
  readonly tool: string;
  /** What picks one of several things: `objectGesture`, `personInstance`. */
  readonly settings: SettingValues;
}
export interface SegmentResponse {
  readonly found: boolean;
  /** 0..1; 0 when nothing was found. */
  readonly confidence: number;
  /** Share of the picture that is selected, 0..1. */
  readonly coverage: number;
  /** A grey PNG in stored orientation, white inside; empty when nothing was found. */
  readonly png: Uint8Array;
}
export interface ExportLutRequest {
  readonly recipe: Recipe;
  /** Points along an edge. */
  readonly size: number;
  readonly title: string;
}
export interface ExportLutResponse {
  /** Text of a .cube file: sRGB codes in, sRGB codes out. */
  readonly cube: string;
  /** Settings that the table cannot hold, each with its reason. */
  readonly leftOut: readonly Problem[];
}

// policy
export interface NextStepRequest {
  readonly instruction: string;
  readonly photoKind: PhotoKind;
  readonly original: Observation;
  readonly steps: readonly Step[];
  /** Pictures of observations 0 … t, in order. */
  readonly images: readonly ImageContent[];
  /** Rounds that ended; when there is one, the policy is asked to reflect on the last. */
  readonly rounds: readonly Round[];
  /** Turns of the session before this one, oldest first. */
  readonly history: readonly PastTurn[];
  readonly stepsMax: number;
  readonly seed: number;
  /** Decide from the original alone: pictures and measurements after it are withheld. */
  readonly textOnly: boolean;
}
export type NextStepResponse =
  /**
   * Sent first: who decides (`planner/1`) and which language it read. Sent again when another back end takes over, which
   * withdraws what was thought before.
   */
  | { readonly type: 'begin'; readonly policyVersion: string; readonly locale: Locale }
  | { readonly type: 'thoughtDelta'; readonly text: string }
  /** Instead of a decision: show me this of the original, then ask again. */
  | { readonly type: 'look'; readonly regions: readonly RegionName[]; readonly scene: boolean }
  | {
      readonly type: 'decision';
      readonly calls: readonly ToolCall[];
      readonly predictions: readonly Prediction[];
      /** The recipe that the calls apply to when it is not the last observation's. */
      readonly base: Recipe | null;
      readonly usage: TokenUsage;
    }
  | { readonly type: 'finish'; readonly finish: Finish };

// evaluator
/** `metrics` measures, `openai` asks a vision language model. */
export type EvaluatorBackend = 'metrics' | 'openai';
/** Which judge answers; what is absent takes the service's configuration. */
export interface Judge {
  readonly backend?: EvaluatorBackend;
  /** `cal-3`, or `none` for raw scores. */
  readonly calibration?: string;
}
export interface EvaluateRequest {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly instruction: string;
  readonly judge?: Judge;
  /** What made the pictures: then wishes that no picture shows are judged by it, and no sentence is refused. */
  readonly settings?: EditSettings;
}
/** The recipes of the two pictures. */
export interface EditSettings {
  readonly before: Recipe;
  readonly after: Recipe;
}
export interface EvaluateResponse {
  readonly evaluation: Evaluation;
}
export interface CompareRequest {
  readonly before: Uint8Array;
  /** The candidates' pictures, 2 to `limits.candidatesMax`. */
  readonly afters: readonly Uint8Array[];
  readonly instruction: string;
  readonly judge?: Judge;
  /** One for each picture, or none. */
  readonly settings?: readonly EditSettings[];
}
/** What a comparison of two candidates came to. */
export interface PairVerdict {
  /** Candidate numbers, `one` < `other`. */
  readonly one: number;
  readonly other: number;
  /** Candidate number of the better one, null for a tie. */
  readonly winner: number | null;
  /** In the instruction's language. */
  readonly evidence: string;
}
export interface CompareResponse {
  readonly comparison: Comparison;
  /** Of each candidate, in the order of the candidates. */
  readonly evaluations: readonly Evaluation[];
  /** Every pair once. */
  readonly pairs: readonly PairVerdict[];
}
export interface EvaluateBatchRequest {
  readonly cases: readonly EvaluateRequest[];
}
export interface EvaluateBatchResponse {
  /** In the order of the cases. */
  readonly results: readonly BatchResult[];
}
export type BatchResult = { readonly evaluation: Evaluation } | { readonly problem: Problem };
/** One edit that was scored by people too; both 1..5. */
export interface ScorePair {
  readonly axis: EvaluationMetric['axis'];
  /** The evaluator's score, not calibrated. */
  readonly predicted: number;
  /** People's mean score. */
  readonly human: number;
}
export interface CalibrateRequest {
  /** The raw version whose scores `predicted` are; default: the configured back end's. */
  readonly evaluatorVersion?: string;
  readonly pairs: readonly ScorePair[];
}
export interface CalibrateResponse {
  readonly calibration: Calibration;
}
/** What was learnt from people's scores, stored for good. */
export interface Calibration {
  /** `cal-1`, `cal-2` … */
  readonly version: string;
  /** Applies to raw scores of this version only. */
  readonly evaluatorVersion: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** Axes without pairs have none and stay raw. */
  readonly curves: readonly CalibrationCurve[];
}
/** A monotone curve: linear between its points, level beyond them. */
export interface CalibrationCurve {
  readonly axis: EvaluationMetric['axis'];
  /** By rising `predicted`; `calibrated` never falls. */
  readonly points: readonly { readonly predicted: number; readonly calibrated: number }[];
  readonly before: Agreement;
  /** By cross-validation: each pair was calibrated by a curve that was made without it. */
  readonly after: Agreement;
  readonly folds: number;
  /** Shares of the predicted scores in ten equal bins of 1..5: what drift is told from. */
  readonly referenceShares: readonly number[];
}
/** How well scores agree with people's. */
export interface Agreement {
  readonly count: number;
  /** Mean of R_sa = min(1, exp(−½·|d|/σ)), σ = 0.5 (JarvisEvo). */
  readonly selfAssessment: number;
  /** Null where one side is constant. */
  readonly srcc: number | null;
  readonly plcc: number | null;
}
export interface GetCalibrationResponse {
  readonly calibration: Calibration;
  /** One for each calibrated axis. */
  readonly drifts: readonly Drift[];
}
/** How far the raw scores of late are distributed otherwise than those of the calibration. */
export interface Drift {
  readonly axis: EvaluationMetric['axis'];
  /** Recent scores looked at. */
  readonly count: number;
  /** Population stability index; null until there are enough recent scores. */
  readonly stabilityIndex: number | null;
  readonly alarm: boolean;
}
export interface ListCalibrationsResponse {
  readonly calibrations: readonly Calibration[];
}

// reflector
export interface SubmitTrajectoryRequest {
  readonly trajectory: Trajectory;
  readonly images: readonly ImageContent[];
}
export interface SubmitTrajectoryResponse {
  readonly reflectionIds: readonly string[];
}
export interface EraseRequest {
  /** Empty: all of the tenant. */
  readonly sessionIds: readonly string[];
}
export interface EraseResponse {
  /** How many trajectories were erased. */
  readonly trajectories: number;
}

export interface ListSamplesRequest {
  readonly pageSizeMax: number;
  readonly pageToken: string;
}
export interface ListSamplesResponse {
  readonly reflections: readonly Reflection[];
  readonly nextPageToken: string;
}

export interface ReflectRequest {
  readonly worse: Trajectory;
  readonly better: Trajectory;
  /** Original, worse and better result, where the teacher looks at pictures. */
  readonly images: readonly ImageContent[];
}
export interface ReflectResponse {
  readonly reflection: Reflection;
}
/** LLaMA-Factory's sharegpt for the first three; groups with rewards, advantages and spans for the last. */
export type DatasetForm = 'sft' | 'rft' | 'evaluation' | 'sepo';
export interface ExportRequest {
  readonly form: DatasetForm;
  /** Leave out edits whose mean score is lower, 1..5; null = the form's default. */
  readonly scoreMin: number | null;
  /** Null = both languages. */
  readonly locale: Locale | null;
  /** A tokenizer.json on the reflector's machine, for token spans beside those in characters. */
  readonly tokenizerPath: string | null;
}
/** The next part of a file; files come one after the other. */
export interface ExportResponse {
  /** Relative, with forward slashes. */
  readonly path: string;
  readonly data: Uint8Array;
}

// Of the public contracts, what use-cases name; the others are inferred where they are made (editing/, evaluation/).
export interface Photo {
  readonly id: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
}
export interface CreateTurnRequest {
  readonly sessionId: string;
  readonly instruction: string;
  readonly options: TurnOptions;
}
export interface GetRecipeResponse {
  readonly recipe: Recipe;
  readonly xmp: string;
}
