/** Made from openapi.json by `npm run openapi`. Do not edit. */
export interface paths {
    readonly "/healthz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The process lives. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Default Response */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @enum {string} */
                            readonly status: "ok";
                        };
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether every service that requests need answers. */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Default Response */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly ready: boolean;
                            readonly services: {
                                readonly [key: string]: boolean;
                            };
                        };
                    };
                };
                /** @description Default Response */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly ready: boolean;
                            readonly services: {
                                readonly [key: string]: boolean;
                            };
                        };
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/evaluations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Score an edit made anywhere: multipart/form-data with files "before" and "after" and field "instruction". */
        readonly post: operations["evaluate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/images/{sha256}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A picture that an event refers to. */
        readonly get: operations["getImage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/photos": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Keep an original: as field "file" of multipart/form-data, or as a raw image/* body.
         * @description The same bytes give the same photo. A raw body may be named by ?fileName=.
         */
        readonly post: operations["createPhoto"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/photos/{photoId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What is known about a photo. */
        readonly get: operations["getPhoto"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Open a conversation about one photo. */
        readonly post: operations["createSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The state of a session and its turns. */
        readonly get: operations["getSession"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The log of a session, as a live event stream or, with Accept: application/json, as one page.
         * @description text/event-stream: id is the sequence number, event the type, data the event as JSON. A reader that comes back with Last-Event-ID (or ?after=) misses nothing and sees nothing twice.
         */
        readonly get: operations["streamEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/recipe": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The recipe that the last finished turn ended with. */
        readonly get: operations["getRecipe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/recipe.xmp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The same as a sidecar that Lightroom reads. */
        readonly get: operations["getSidecar"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/render": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The photo under the session's recipe, with the original's metadata. */
        readonly get: operations["renderSession"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/turns": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ask for an edit in plain words; it runs on, followed by the events of the session. */
        readonly post: operations["createTurn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/turns/{turnId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a turn is, its scores, or why it failed. */
        readonly get: operations["getTurn"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/turns/{turnId}/trajectory": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every step of one candidate: thought, calls, picture, measurements, scores, rounds. */
        readonly get: operations["getTrajectory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tools": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every develop tool, and whether the engine renders it. */
        readonly get: operations["listTools"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All receivers, oldest first. */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /** Have events sent to an address, signed as Standard Webhooks 1.0 has it. */
        readonly post: operations["createWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One receiver. */
        readonly get: operations["getWebhook"];
        readonly put?: never;
        readonly post?: never;
        /** Send nothing more to a receiver; what waits is dropped. */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        /** Change a receiver, disable it, or enable it again. */
        readonly patch: operations["changeWebhook"];
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was sent to a receiver and what came of it, newest first. */
        readonly get: operations["listWebhookDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send again what was made for this receiver since a time, delivered or not. */
        readonly post: operations["replayWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A new secret; the old one signs as well until the overlap has passed. */
        readonly post: operations["rotateWebhookSecret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{webhookId}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send a message of type webhook.test. */
        readonly post: operations["testWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly BandStats: {
            readonly chroma: number;
            readonly lightness: number;
            readonly share: number;
        };
        /** @description Pairwise win rates of the candidates, in their order. */
        readonly Comparison: {
            readonly evaluatorVersion: string;
            /** @description Candidate numbers, best first. */
            readonly order: readonly number[];
            readonly winRates: readonly number[];
        };
        /** @description Local adjustments and where they act. */
        readonly Correction: {
            readonly foreign: components["schemas"]["ForeignProperties"];
            readonly id: string;
            readonly masks: readonly components["schemas"]["Mask"][];
            readonly name: string;
            readonly pointColors: readonly components["schemas"]["SettingValues"][];
            readonly settings: components["schemas"]["SettingValues"];
        };
        readonly Evaluation: {
            readonly confidence: number;
            readonly evaluatorVersion: string;
            readonly metrics: readonly {
                /** @enum {string} */
                readonly axis: "aesthetic" | "instruction";
                readonly evidence: string;
                readonly name: string;
                readonly value: number;
                readonly weight: number;
            }[];
            readonly rationale: string;
            readonly scores: components["schemas"]["Scores"];
        };
        readonly EventPage: {
            readonly events: readonly components["schemas"]["SessionEvent"][];
            /** @description Ask again with ?after= this to go on. */
            readonly nextAfter: number;
        };
        /**
         * @description A code of docs/failures.md.
         * @enum {string}
         */
        readonly FaultCode: "photo.empty" | "photo.notAnImage" | "photo.unsupported" | "photo.truncated" | "photo.tooLarge" | "photo.digestMismatch" | "photo.notFound" | "photo.notCached" | "file.unreadable" | "file.unwritable" | "instruction.empty" | "instruction.tooLong" | "instruction.notDevelopWork" | "tool.unknown" | "tool.notRendered" | "tool.notApplicable" | "tool.badValue" | "tool.outOfRange" | "recipe.invalid" | "mask.nothingFound" | "roc.invalid" | "xmp.invalid" | "session.notFound" | "turn.notFound" | "turn.notStarted" | "turn.canceled" | "turn.expired" | "turn.conflict" | "job.notFound" | "job.conflict" | "render.notFound" | "preset.notFound" | "preset.tooMany" | "calibration.notFound" | "request.invalid" | "request.unauthenticated" | "request.forbidden" | "tenant.suspended" | "tenant.notFound" | "tenant.conflict" | "key.notFound" | "key.conflict" | "key.tooMany" | "quota.exceeded" | "webhook.notFound" | "webhook.disabled" | "request.notFound" | "request.methodNotAllowed" | "request.unsupportedMediaType" | "request.tooLarge" | "request.tooMany" | "request.rateLimited" | "url.invalid" | "url.forbidden" | "url.unreachable" | "url.tooLarge" | "url.timeout" | "idempotency.mismatch" | "idempotency.running" | "request.canceled" | "request.deadlineExceeded" | "blob.unavailable" | "database.unavailable" | "engine.stuck" | "service.unavailable" | "service.unauthenticated" | "model.unavailable" | "model.timeout" | "model.rateLimited" | "model.badReply" | "model.contextTooLong" | "model.rejected" | "model.broken" | "bus.unavailable" | "bus.messageTooLarge" | "bus.messageInvalid" | "bus.topicUnknown" | "data.locked" | "config.invalid" | "internal";
        /** @description One thing wrong with one place of the input. */
        readonly FieldProblem: {
            readonly code: components["schemas"]["FaultCode"];
            readonly field: string;
            readonly message: string;
        };
        /** @description How the agent ended the turn, and what it could not do. */
        readonly Finish: {
            /** @description What was tried and not reached. */
            readonly missed: readonly string[];
            /** @description What was not understood, or cannot be done by developing. */
            readonly notDone: readonly string[];
            readonly selfScore: components["schemas"]["Scores"];
            readonly thought: string;
            readonly usage: components["schemas"]["TokenUsage"];
        };
        /** @description XMP that the recipe does not own, carried unchanged. */
        readonly ForeignProperties: readonly {
            readonly name: string;
            readonly uri: string;
            readonly xml: string;
        }[];
        /** @description A stored picture; its bytes are at /v1/images/{sha256}. */
        readonly ImageRef: {
            readonly height: number;
            readonly mediaType: string;
            readonly sha256: string;
            readonly width: number;
        };
        /** @description One component of a selection, such as maskSky. */
        readonly Mask: {
            readonly foreign: components["schemas"]["ForeignProperties"];
            readonly id: string;
            readonly name: string;
            readonly settings: components["schemas"]["SettingValues"];
            readonly strokes: readonly components["schemas"]["SettingValues"][];
            readonly tool: string;
        };
        /** @description What the picture measures: OKLab × 100, fractions 0 to 1. */
        readonly Measurement: {
            readonly banding: number;
            readonly cast: {
                readonly a: number;
                readonly b: number;
                readonly neutralA: number;
                readonly neutralB: number;
            };
            readonly chroma: {
                readonly byHue: {
                    readonly aqua: components["schemas"]["BandStats"];
                    readonly blue: components["schemas"]["BandStats"];
                    readonly green: components["schemas"]["BandStats"];
                    readonly magenta: components["schemas"]["BandStats"];
                    readonly orange: components["schemas"]["BandStats"];
                    readonly purple: components["schemas"]["BandStats"];
                    readonly red: components["schemas"]["BandStats"];
                    readonly yellow: components["schemas"]["BandStats"];
                };
                readonly mean: number;
                readonly p95: number;
            };
            readonly clipping: {
                readonly highlights: number;
                readonly shadows: number;
            };
            readonly detail: number;
            readonly grid: readonly components["schemas"]["RegionStats"][];
            readonly haze: number;
            readonly height: number;
            readonly lightness: {
                readonly deviation: number;
                readonly mean: number;
                readonly p01: number;
                readonly p05: number;
                readonly p25: number;
                readonly p50: number;
                readonly p75: number;
                readonly p95: number;
                readonly p99: number;
            };
            readonly noise: number;
            readonly width: number;
        };
        readonly NewWebhook: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly description: string;
            readonly disabledReason: string | null;
            readonly eventTypes: readonly string[];
            readonly id: string;
            /** @description `whsec_…`; shown in this answer alone. */
            readonly secret: string;
            /** @enum {string} */
            readonly state: "enabled" | "disabled";
            readonly url: string;
        };
        /** @description What the agent saw under a recipe. */
        readonly Observation: {
            readonly image: components["schemas"]["ImageRef"];
            readonly measurement: components["schemas"]["Measurement"];
            readonly problems: readonly components["schemas"]["FieldProblem"][];
            readonly recipe: components["schemas"]["Recipe"];
            /** @description Parts of the picture that the agent asked for. */
            readonly regions: readonly components["schemas"]["RegionFigures"][];
            readonly scene: components["schemas"]["Scene"] | null;
        };
        readonly PastTurn: {
            readonly instruction: string;
            /** @description Where the turn began, then after each kept step. */
            readonly recipes: readonly components["schemas"]["Recipe"][];
        };
        readonly Photo: {
            readonly fileName: string;
            readonly height: number;
            readonly id: string;
            readonly mediaType: string;
            readonly sha256: string;
            readonly sizeBytes: number;
            /** @description Upright pixels. */
            readonly width: number;
        };
        /** @description A measured figure that the step means to move. */
        readonly Prediction: {
            readonly before: number;
            readonly expected: number;
            readonly metric: string;
        };
        /** @description An RFC 9457 problem. */
        readonly Problem: {
            readonly code: components["schemas"]["FaultCode"];
            /** @description What went wrong and what to do next. */
            readonly detail: string;
            readonly errors: readonly {
                readonly code: components["schemas"]["FaultCode"];
                readonly detail: string;
                /** @enum {string} */
                readonly in: "body" | "query" | "path" | "header";
                /** @description JSON Pointer of the bad value within that part of the request. */
                readonly pointer: string;
            }[];
            /** @description The path that was asked for. */
            readonly instance: string;
            readonly requestId: string;
            /** @description Whether the same request can succeed later. */
            readonly retryable: boolean;
            readonly status: number;
            readonly title: string;
            /** @description Address of a page that explains the code. */
            readonly type: string;
        };
        /** @description The whole edit; a setting that is absent stands at its default. */
        readonly Recipe: {
            readonly corrections: readonly components["schemas"]["Correction"][];
            readonly foreign: components["schemas"]["ForeignProperties"];
            readonly pointColors: readonly components["schemas"]["SettingValues"][];
            readonly retouch: readonly components["schemas"]["RetouchArea"][];
            /** @constant */
            readonly schema: 2;
            readonly settings: components["schemas"]["SettingValues"];
        };
        /** @description How a person came to a recipe. */
        readonly RecipeOrigin: {
            readonly sequence: number;
            /** @constant */
            readonly type: "restored";
        } | {
            /** @description 0 to G − 1 within the group of a turn. */
            readonly candidate: number;
            readonly turnId: string;
            /** @constant */
            readonly type: "variant";
        } | {
            /** @description 0 to G − 1 within the group of a turn. */
            readonly candidate: number;
            /** @description After each step that was not rejected; the last one is the recipe. */
            readonly recipes: readonly components["schemas"]["Recipe"][];
            readonly revisions: readonly components["schemas"]["StepRevision"][];
            readonly turnId: string;
            /** @constant */
            readonly type: "revision";
        } | {
            readonly calls: readonly components["schemas"]["ToolCall"][];
            /** @constant */
            readonly type: "calls";
        } | {
            /** @constant */
            readonly type: "set";
        } | {
            readonly sequence: number;
            readonly sessionId: string;
            /** @constant */
            readonly type: "branch";
        };
        /** @description What a part of the picture measures. */
        readonly RegionFigures: {
            readonly box: {
                readonly bottom: number;
                readonly left: number;
                readonly right: number;
                readonly top: number;
            };
            readonly cast: {
                readonly a: number;
                readonly b: number;
            };
            readonly chroma: {
                readonly mean: number;
                readonly p95: number;
            };
            readonly clipping: {
                readonly highlights: number;
                readonly shadows: number;
            };
            readonly detail: number;
            readonly lightness: {
                readonly deviation: number;
                readonly mean: number;
                readonly p05: number;
                readonly p50: number;
                readonly p95: number;
            };
            /** @enum {string} */
            readonly name: "sky" | "subject" | "background" | "person" | "face" | "skin" | "hair" | "eyes" | "lips" | "teeth" | "brows" | "beard" | "clothes";
            /** @description Of the picture, 0 to 1; 0 = not found, and every other figure is 0. */
            readonly share: number;
        };
        readonly RegionStats: {
            readonly a: number;
            readonly b: number;
            readonly chroma: number;
            readonly deviation: number;
            readonly lightness: number;
        };
        /** @description A healed or cloned place. */
        readonly RetouchArea: {
            readonly foreign: components["schemas"]["ForeignProperties"];
            readonly settings: components["schemas"]["SettingValues"];
            readonly strokes: readonly components["schemas"]["SettingValues"][];
            readonly tool: string;
        };
        /** @description One end of a trajectory; each reflection is one more. */
        readonly Round: {
            readonly evaluation: components["schemas"]["Evaluation"];
            readonly finish: components["schemas"]["Finish"];
            readonly index: number;
            /** @description False for a reflection that did not help: its steps are undone. */
            readonly kept: boolean;
        };
        /** @description What is seen in the photo once, whatever the edit. */
        readonly Scene: {
            readonly faces: number;
            /** @enum {number} */
            readonly orientation: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
            readonly tilt: {
                readonly confidence: number;
                readonly degrees: number;
            };
        };
        /** @description 1 (poor) to 5 (excellent). */
        readonly Scores: {
            readonly aesthetic: number;
            readonly instruction: number;
        };
        readonly Session: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly id: string;
            /** @description Sequence number of the newest event. */
            readonly lastSequence: number;
            readonly photoId: string;
            /**
             * @description running while a turn waits or runs
             * @enum {string}
             */
            readonly state: "idle" | "running";
            readonly turns: readonly components["schemas"]["Turn"][];
        };
        /** @description One entry of the session log. */
        readonly SessionEvent: {
            readonly body: {
                readonly photoSha256: string;
                /** @constant */
                readonly type: "session.created";
            } | {
                readonly instruction: string;
                readonly options: components["schemas"]["TurnOptions"];
                readonly turnId: string;
                /** @constant */
                readonly type: "turn.requested";
            } | {
                readonly attempt: number;
                readonly original: components["schemas"]["Observation"];
                readonly turnId: string;
                /** @constant */
                readonly type: "turn.started";
            } | {
                /** @description 0 to G − 1 within the group of a turn. */
                readonly candidate: number;
                readonly original: components["schemas"]["Observation"];
                readonly turnId: string;
                /** @constant */
                readonly type: "turn.looked";
            } | {
                /** @description What the calls apply to when it is not the last observation: an undo, a reflection from the start. */
                readonly base: components["schemas"]["Recipe"] | null;
                readonly calls: readonly components["schemas"]["ToolCall"][];
                /** @description 0 to G − 1 within the group of a turn. */
                readonly candidate: number;
                /** @description Who decided; differs from step to step when another back end took over. */
                readonly policyVersion: string;
                readonly predictions: readonly components["schemas"]["Prediction"][];
                /** @description 0 = editing, 1, 2 … = reflection. */
                readonly round: number;
                readonly step: number;
                readonly thought: string;
                readonly turnId: string;
                /** @constant */
                readonly type: "step.decided";
                readonly usage: components["schemas"]["TokenUsage"];
            } | {
                /** @description 0 to G − 1 within the group of a turn. */
                readonly candidate: number;
                readonly observation: components["schemas"]["Observation"];
                readonly step: number;
                readonly turnId: string;
                /** @constant */
                readonly type: "step.observed";
            } | {
                /** @description 0 to G − 1 within the group of a turn. */
                readonly candidate: number;
                readonly finish: components["schemas"]["Finish"];
                /** @description 0 = editing, 1, 2 … = reflection. */
                readonly round: number;
                readonly turnId: string;
                /** @constant */
                readonly type: "turn.finishing";
            } | {
                /** @description 0 to G − 1 within the group of a turn. */
                readonly candidate: number;
                readonly evaluation: components["schemas"]["Evaluation"];
                readonly kept: boolean;
                /** @description 0 = editing, 1, 2 … = reflection. */
                readonly round: number;
                readonly turnId: string;
                /** @constant */
                readonly type: "turn.evaluated";
            } | {
                /** @description 0 to G − 1 within the group of a turn. */
                readonly candidate: number;
                readonly code: components["schemas"]["FaultCode"];
                readonly message: string;
                readonly retryable: boolean;
                readonly turnId: string;
                /** @constant */
                readonly type: "candidate.failed";
            } | {
                readonly comparison: components["schemas"]["Comparison"];
                readonly turnId: string;
                /** @constant */
                readonly type: "turn.compared";
            } | {
                /** @description 0 to G − 1 within the group of a turn. */
                readonly candidate: number;
                readonly image: components["schemas"]["ImageRef"];
                readonly recipe: components["schemas"]["Recipe"];
                readonly scores: components["schemas"]["Scores"];
                readonly turnId: string;
                /** @constant */
                readonly type: "turn.finished";
            } | {
                readonly code: components["schemas"]["FaultCode"];
                readonly message: string;
                readonly retryable: boolean;
                readonly turnId: string;
                /** @constant */
                readonly type: "turn.failed";
            } | {
                /** @enum {string} */
                readonly reason: "request" | "deadline";
                readonly turnId: string;
                /** @constant */
                readonly type: "turn.canceled";
            } | {
                readonly image: components["schemas"]["ImageRef"] | null;
                readonly origin: components["schemas"]["RecipeOrigin"];
                readonly recipe: components["schemas"]["Recipe"];
                /** @constant */
                readonly type: "recipe.changed";
            };
            readonly sequence: number;
            readonly sessionId: string;
            /** Format: date-time */
            readonly time: string;
        };
        /** @description Value in panel units; a range or position is a list of numbers, a curve a list of [x, y] points, 0 to 255. */
        readonly SettingValue: number | boolean | string | readonly number[] | readonly (readonly number[])[];
        /** @description Values by tool; one that is absent stands at its default. */
        readonly SettingValues: {
            readonly [key: string]: components["schemas"]["SettingValue"];
        };
        readonly Step: {
            /** @description What the calls apply to when it is not the last observation: an undo, a reflection from the start. */
            readonly base: components["schemas"]["Recipe"] | null;
            readonly calls: readonly components["schemas"]["ToolCall"][];
            readonly index: number;
            readonly observation: components["schemas"]["Observation"];
            /** @description Who decided; differs from step to step when another back end took over. */
            readonly policyVersion: string;
            readonly predictions: readonly components["schemas"]["Prediction"][];
            /** @description 0 = editing, 1, 2 … = reflection. */
            readonly round: number;
            readonly thought: string;
            readonly usage: components["schemas"]["TokenUsage"];
        };
        /** @description What a person does with one step of the agent. */
        readonly StepRevision: {
            /** @constant */
            readonly action: "reject";
            /** @description Number of the step within its candidate. */
            readonly step: number;
        } | {
            /** @constant */
            readonly action: "replace";
            readonly calls: readonly components["schemas"]["ToolCall"][];
            /** @description Number of the step within its candidate. */
            readonly step: number;
        };
        /** @description What a hosted model counted, all 0 where none was asked; the cost in millionths of a US dollar. */
        readonly TokenUsage: {
            readonly completionTokens: number;
            readonly costMicroUsd: number;
            readonly promptTokens: number;
        };
        readonly Tool: {
            readonly aliasesEn: readonly string[];
            readonly aliasesZh: readonly string[];
            /** @description Its property in XMP. */
            readonly crs: string;
            readonly group: string;
            readonly name: string;
            /** @description Empty when it is rendered. */
            readonly notRenderedReason: string;
            readonly rendered: boolean;
            readonly scope: string;
            /** @description JSON Schema of the target that a call names beside the value; null for tools of the whole photo. */
            readonly targetSchema: {
                readonly [key: string]: unknown;
            } | null;
            readonly type: string;
            readonly unit: string;
            /** @description JSON Schema of the value. */
            readonly valueSchema: {
                readonly [key: string]: unknown;
            };
            readonly whatItDoes: string;
        };
        /** @description One tool with its absolute value. */
        readonly ToolCall: {
            /** @description Correction (name or id), swatch or retouched place (number from 1); absent for the whole photo. */
            readonly target?: string;
            readonly tool: string;
            readonly value: components["schemas"]["SettingValue"] | components["schemas"]["SettingValues"];
        };
        /** @description The recorded steps of one candidate of a turn. */
        readonly Trajectory: {
            readonly candidate: number;
            readonly engineVersion: string;
            readonly evaluation: components["schemas"]["Evaluation"] | null;
            readonly finish: components["schemas"]["Finish"] | null;
            /** @description Turns of the session before this one, oldest first. */
            readonly history: readonly components["schemas"]["PastTurn"][];
            readonly id: string;
            readonly instruction: string;
            /** @enum {string} */
            readonly locale: "en" | "zh";
            readonly original: components["schemas"]["Observation"];
            readonly photoSha256: string;
            readonly policyVersion: string;
            readonly rounds: readonly components["schemas"]["Round"][];
            /** @constant */
            readonly schema: 2;
            readonly seed: number;
            readonly sessionId: string;
            /** @description Of all rounds, in order. */
            readonly steps: readonly components["schemas"]["Step"][];
            readonly turnId: string;
        };
        readonly Turn: {
            /** @description How often a runner has taken the turn. */
            readonly attempt: number;
            readonly budget: components["schemas"]["TurnBudget"];
            /** @description So many trajectories run, and the best one wins. */
            readonly candidates: number;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description Within which the whole turn ends, waiting included; null = none. */
            readonly deadlineMs: number | null;
            /** @description Why the turn failed. */
            readonly failure: {
                readonly code: components["schemas"]["FaultCode"];
                readonly message: string;
                readonly retryable: boolean;
                /** @description Address of a page that explains the code. */
                readonly type: string;
            } | null;
            readonly finish: components["schemas"]["Finish"] | null;
            readonly id: string;
            readonly instruction: string;
            readonly reflectionsMax: number;
            /** @description The agent reflects when the mean of its scores is lower. */
            readonly scoreMin: number;
            /** @description The evaluator's scores. */
            readonly scores: components["schemas"]["Scores"] | null;
            readonly seed: number;
            readonly sessionId: string;
            /** @enum {string} */
            readonly state: "queued" | "running" | "succeeded" | "failed" | "canceled" | "expired";
            /** @description Steps of editing at most; each reflection may take as many again. */
            readonly stepsMax: number;
            /** @description The agent decides from the original alone. */
            readonly textOnly: boolean;
        };
        /** @description What hosted models may count for the turn, all candidates together. It is looked at before each question to the policy; when it is used up, every round ends with what it has and says so. */
        readonly TurnBudget: {
            /** @description Millionths of a US dollar; null = no limit. */
            readonly costMicroUsd: number | null;
            /** @description Prompt and completion of hosted models; null = no limit. */
            readonly tokens: number | null;
        };
        readonly TurnDetail: {
            /** @description How often a runner has taken the turn. */
            readonly attempt: number;
            readonly budget: components["schemas"]["TurnBudget"];
            /** @description So many trajectories run, and the best one wins. */
            readonly candidates: number;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description Within which the whole turn ends, waiting included; null = none. */
            readonly deadlineMs: number | null;
            /** @description Why the turn failed. */
            readonly failure: {
                readonly code: components["schemas"]["FaultCode"];
                readonly message: string;
                readonly retryable: boolean;
                /** @description Address of a page that explains the code. */
                readonly type: string;
            } | null;
            readonly finish: components["schemas"]["Finish"] | null;
            readonly id: string;
            readonly instruction: string;
            readonly reflectionsMax: number;
            /** @description The agent reflects when the mean of its scores is lower. */
            readonly scoreMin: number;
            /** @description The evaluator's scores. */
            readonly scores: components["schemas"]["Scores"] | null;
            readonly seed: number;
            readonly sessionId: string;
            /** @enum {string} */
            readonly state: "queued" | "running" | "succeeded" | "failed" | "canceled" | "expired";
            /** @description Of all candidates and rounds. */
            readonly stepsDone: number;
            /** @description Steps of editing at most; each reflection may take as many again. */
            readonly stepsMax: number;
            /** @description The agent decides from the original alone. */
            readonly textOnly: boolean;
            readonly usage: components["schemas"]["TokenUsage"];
        };
        /** @description What a turn may spend and how hard it tries. */
        readonly TurnOptions: {
            readonly budget: components["schemas"]["TurnBudget"];
            /** @description So many trajectories run, and the best one wins. */
            readonly candidates: number;
            /** @description Within which the whole turn ends, waiting included; null = none. */
            readonly deadlineMs: number | null;
            readonly reflectionsMax: number;
            /** @description The agent reflects when the mean of its scores is lower. */
            readonly scoreMin: number;
            readonly seed: number;
            /** @description Steps of editing at most; each reflection may take as many again. */
            readonly stepsMax: number;
            /** @description The agent decides from the original alone. */
            readonly textOnly: boolean;
        };
        readonly Webhook: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly description: string;
            readonly disabledReason: string | null;
            readonly eventTypes: readonly string[];
            readonly id: string;
            /** @enum {string} */
            readonly state: "enabled" | "disabled";
            readonly url: string;
        };
        readonly WebhookDelivery: {
            /** @description Tries so far. */
            readonly attempt: number;
            /** Format: date-time */
            readonly createdAt: string;
            readonly deliveredAt: string | null;
            /** @description The webhook-id of the message, the same at every try. */
            readonly id: string;
            readonly lastError: string | null;
            readonly lastStatus: number | null;
            /** @description When it is tried again. */
            readonly nextAt: string | null;
            readonly sequence: number | null;
            readonly sessionId: string | null;
            /** @enum {string} */
            readonly state: "pending" | "delivered" | "failed";
            readonly type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly evaluate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Evaluation"];
                };
            };
        };
    };
    readonly getImage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sha256: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/jpeg": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/jpeg": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createPhoto: {
        readonly parameters: {
            readonly query?: {
                readonly fileName?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Photo"];
                };
            };
        };
    };
    readonly getPhoto: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly photoId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Photo"];
                };
            };
        };
    };
    readonly createSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once; kept for 24 hours. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly photoId: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    readonly getSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    readonly streamEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description Only events with a greater sequence number. */
                readonly after?: number;
            };
            readonly header?: {
                readonly accept?: string;
                readonly "last-event-id"?: number;
            };
            readonly path: {
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                    readonly "text/event-stream": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                    readonly "text/event-stream": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EventPage"];
                    readonly "text/event-stream": components["schemas"]["EventPage"];
                };
            };
        };
    };
    readonly getRecipe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recipe"];
                };
            };
        };
    };
    readonly getSidecar: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/rdf+xml": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/rdf+xml": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly renderSession: {
        readonly parameters: {
            readonly query?: {
                /** @description Bits a channel; 16 for PNG and TIFF. */
                readonly bits?: "8" | "16";
                /** @description The space of the pixels; `photo` is the photo's own, of a raw one sRGB. */
                readonly colorSpace?: "photo" | "srgb" | "display-p3" | "adobe-rgb" | "prophoto";
                readonly format?: "jpeg" | "png" | "webp" | "avif" | "tiff";
                /** @description Whether EXIF and XMP tell where the photo was taken; maker notes go with it. */
                readonly gps?: "keep" | "strip";
                /** @description Longest edge in pixels; left out = full resolution. */
                readonly longEdge?: number;
                /** @description JPEG, WebP and AVIF. */
                readonly quality?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/avif": components["schemas"]["Problem"];
                    readonly "image/jpeg": components["schemas"]["Problem"];
                    readonly "image/png": components["schemas"]["Problem"];
                    readonly "image/tiff": components["schemas"]["Problem"];
                    readonly "image/webp": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/avif": components["schemas"]["Problem"];
                    readonly "image/jpeg": components["schemas"]["Problem"];
                    readonly "image/png": components["schemas"]["Problem"];
                    readonly "image/tiff": components["schemas"]["Problem"];
                    readonly "image/webp": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createTurn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once; kept for 24 hours. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description What hosted models may count; when it is used up, the turn ends with what it has and says so.
                     * @default {
                     *       "tokens": null,
                     *       "costMicroUsd": null
                     *     }
                     */
                    readonly budget?: {
                        /**
                         * @description Millionths of a US dollar; null = no limit.
                         * @default null
                         */
                        readonly costMicroUsd?: number | null;
                        /**
                         * @description Prompt and completion of hosted models; null = no limit.
                         * @default null
                         */
                        readonly tokens?: number | null;
                    };
                    /**
                     * @description So many trajectories run, are compared in pairs, and the best one wins.
                     * @default 1
                     */
                    readonly candidates?: number;
                    /**
                     * @description Within which the whole turn ends, waiting included; one that does not is expired. null = none.
                     * @default null
                     */
                    readonly deadlineMs?: number | null;
                    /** @description What the photo should look like, at most 2000 characters. */
                    readonly instruction: string;
                    /**
                     * @description Rounds of reflection at most; one that does not raise the score is undone.
                     * @default 1
                     */
                    readonly reflectionsMax?: number;
                    /**
                     * @description The agent reflects when the mean of its two scores is lower, or when it missed a wish.
                     * @default 3.5
                     */
                    readonly scoreMin?: number;
                    /**
                     * @description Another seed may give another edit; the same one repeats it.
                     * @default 0
                     */
                    readonly seed?: number;
                    /**
                     * @description Steps of editing at most; each reflection may take as many again.
                     * @default 10
                     */
                    readonly stepsMax?: number;
                    /**
                     * @description The agent decides from the original alone and never sees its edits: for comparisons.
                     * @default false
                     */
                    readonly textOnly?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TurnDetail"];
                };
            };
        };
    };
    readonly getTurn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly sessionId: string;
                readonly turnId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TurnDetail"];
                };
            };
        };
    };
    readonly getTrajectory: {
        readonly parameters: {
            readonly query?: {
                /** @description Counted from 0; default: the winner, the first one while the turn runs. */
                readonly candidate?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly sessionId: string;
                readonly turnId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Trajectory"];
                };
            };
        };
    };
    readonly listTools: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly tools: readonly components["schemas"]["Tool"][];
                    };
                };
            };
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly webhooks: readonly components["schemas"]["Webhook"][];
                    };
                };
            };
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once; kept for 24 hours. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @default  */
                    readonly description?: string;
                    /**
                     * @description Which events; empty = all.
                     * @default []
                     */
                    readonly eventTypes?: readonly ("session.created" | "turn.requested" | "turn.started" | "turn.looked" | "step.decided" | "step.observed" | "turn.finishing" | "turn.evaluated" | "candidate.failed" | "turn.compared" | "turn.finished" | "turn.failed" | "turn.canceled" | "recipe.changed")[];
                    /** @description `whsec_` and base64; left out = one is made. */
                    readonly secret?: string;
                    /** @description Where to send: https, or http where the operator allows it. */
                    readonly url: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewWebhook"];
                };
            };
        };
    };
    readonly getWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly changeWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly description?: string;
                    /** @description Which events; empty = all. */
                    readonly eventTypes?: readonly ("session.created" | "turn.requested" | "turn.started" | "turn.looked" | "step.decided" | "step.observed" | "turn.finishing" | "turn.evaluated" | "candidate.failed" | "turn.compared" | "turn.finished" | "turn.failed" | "turn.canceled" | "recipe.changed")[];
                    /** @enum {string} */
                    readonly state?: "enabled" | "disabled";
                    /** @description Where to send: https, or http where the operator allows it. */
                    readonly url?: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
        };
    };
    readonly listWebhookDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly deliveries: readonly components["schemas"]["WebhookDelivery"][];
                        /** @description Where the next page begins; null on the last one. */
                        readonly nextPageToken: string | null;
                    };
                };
            };
        };
    };
    readonly replayWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** Format: date-time */
                    readonly since: string;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly messages: number;
                    };
                };
            };
        };
    };
    readonly rotateWebhookSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @default 86400 */
                    readonly overlapSeconds?: number;
                };
            };
        };
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description `whsec_…`; shown in this answer alone. */
                        readonly secret: string;
                    };
                };
            };
        };
    };
    readonly testWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Default Response */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly messageId: string;
                    };
                };
            };
        };
    };
}

/** Method and path of each operation. */
export const routes: Readonly<Record<keyof operations, readonly [method: string, path: string]>> = {
    changeWebhook: ["PATCH", "/v1/webhooks/{webhookId}"],
    createPhoto: ["POST", "/v1/photos"],
    createSession: ["POST", "/v1/sessions"],
    createTurn: ["POST", "/v1/sessions/{sessionId}/turns"],
    createWebhook: ["POST", "/v1/webhooks"],
    deleteWebhook: ["DELETE", "/v1/webhooks/{webhookId}"],
    evaluate: ["POST", "/v1/evaluations"],
    getImage: ["GET", "/v1/images/{sha256}"],
    getPhoto: ["GET", "/v1/photos/{photoId}"],
    getRecipe: ["GET", "/v1/sessions/{sessionId}/recipe"],
    getSession: ["GET", "/v1/sessions/{sessionId}"],
    getSidecar: ["GET", "/v1/sessions/{sessionId}/recipe.xmp"],
    getTrajectory: ["GET", "/v1/sessions/{sessionId}/turns/{turnId}/trajectory"],
    getTurn: ["GET", "/v1/sessions/{sessionId}/turns/{turnId}"],
    getWebhook: ["GET", "/v1/webhooks/{webhookId}"],
    listTools: ["GET", "/v1/tools"],
    listWebhookDeliveries: ["GET", "/v1/webhooks/{webhookId}/deliveries"],
    listWebhooks: ["GET", "/v1/webhooks"],
    renderSession: ["GET", "/v1/sessions/{sessionId}/render"],
    replayWebhook: ["POST", "/v1/webhooks/{webhookId}/replay"],
    rotateWebhookSecret: ["POST", "/v1/webhooks/{webhookId}/rotate"],
    streamEvents: ["GET", "/v1/sessions/{sessionId}/events"],
    testWebhook: ["POST", "/v1/webhooks/{webhookId}/test"],
};
