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
        readonly get: operations["getHealth"];
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
        readonly get: operations["getReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who did what and when with keys, the account and its data, newest first. */
        readonly get: operations["listAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Edit many photos: each by itself, or all alike. One that fails stops no other. */
        readonly post: operations["createBatch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{batchId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a batch is. */
        readonly get: operations["getBatch"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/batches/{batchId}/items": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What came of each photo, in the order of the request. */
        readonly get: operations["listBatchItems"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/comparisons": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rank several edits of one picture by pairwise win rates.
         * @description As multipart/form-data with the file "before", a file "after" for each edit and the field "instruction", or as JSON that names photos and renders of the account.
         */
        readonly post: operations["compareEdits"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/edits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Edit a photo in one call: photo, instruction and/or recipe, several outputs.
         * @description As JSON with photoId or url; or as multipart/form-data with the file "photo" and the field "request", which holds the same JSON without them. It answers 202 with the job; with `Prefer: wait=60` 200 when it is ready in time.
         */
        readonly post: operations["createEdit"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/edits/{editId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far an edit is, and what came of it. */
        readonly get: operations["getEdit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/evaluation-batches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Score many edits. One that cannot be scored stops no other. */
        readonly post: operations["createEvaluationBatch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/evaluation-batches/{batchId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far an evaluation batch is. */
        readonly get: operations["getEvaluationBatch"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/evaluation-batches/{batchId}/items": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The evaluations, in the order of the request. */
        readonly get: operations["listEvaluationBatchItems"];
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
        /**
         * Score an edit made anywhere.
         * @description As multipart/form-data with the files "before" and "after" and the field "instruction", or as JSON that names photos and renders of the account.
         */
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
    readonly "/v1/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Edits, renders and batches, newest first. */
        readonly get: operations["listJobs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{jobId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a job is; its own address tells what it made. */
        readonly get: operations["getJob"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{jobId}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Stop a job. What it made so far is kept; one that has ended stays as it is. */
        readonly post: operations["cancelJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The keys of the account, newest first; those that ended included. */
        readonly get: operations["listKeys"];
        readonly put?: never;
        /** Make an API key with some or all of the scopes of the key that asks. */
        readonly post: operations["createKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/{keyId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One key, without its secret. */
        readonly get: operations["getKey"];
        readonly put?: never;
        readonly post?: never;
        /** End a key at once, in every gateway. */
        readonly delete: operations["revokeKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/{keyId}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a new key with the grants of an old one; the old one ends after the overlap.
         * @description The new key expires when the old one would have. The key that asks may rotate itself.
         */
        readonly post: operations["rotateKey"];
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
        /** All photos, newest first. */
        readonly get: operations["listPhotos"];
        readonly put?: never;
        /**
         * Keep an original: field "file" of multipart/form-data, a raw image/* body, or JSON with its URL.
         * @description The same bytes give the same photo. A raw body may be named by ?fileName= and be secured by `Content-Digest: sha-256=:…:` (RFC 9530); bytes that differ are refused and not kept.
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
        /** Delete a photo with everything that was rendered from it. Its sessions stay without pictures. */
        readonly delete: operations["deletePhoto"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/photos/{photoId}/original": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The file as it was uploaded. */
        readonly get: operations["getOriginal"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/plans": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The plans that an account may have. */
        readonly get: operations["listPlans"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/presets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All presets, newest first. */
        readonly get: operations["listPresets"];
        readonly put?: never;
        /** Keep settings under a name: from a recipe, an XMP preset or a session. */
        readonly post: operations["createPreset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/presets/{presetId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One preset. */
        readonly get: operations["getPreset"];
        /** Change a preset; what was made with it stays as it is. */
        readonly put: operations["replacePreset"];
        readonly post?: never;
        /** Remove a preset; what was made with it stays as it is. */
        readonly delete: operations["deletePreset"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/presets/{presetId}/preset.xmp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The same as a develop preset that Lightroom imports. */
        readonly get: operations["exportPreset"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/recipes/convert": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Any form of a recipe in, any form out. Nothing is kept. */
        readonly post: operations["convertRecipe"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/recipes/validate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whether a recipe is valid, and what of it would have no effect. A bad one is an answer, not a failure. */
        readonly post: operations["validateRecipe"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/renders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Render a photo under a recipe, XMP, preset or session; the result is kept for a week. */
        readonly post: operations["createRender"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/renders/{renderId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a render is. */
        readonly get: operations["getRender"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/renders/{renderId}/content": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The bytes of a finished render, also of an output of an edit or a batch. */
        readonly get: operations["getRenderContent"];
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
        /** All sessions without their turns, newest first. */
        readonly get: operations["listSessions"];
        readonly put?: never;
        /** Open a conversation about one photo, or branch one from any state of another. */
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
        /**
         * Erase a session with its log, its sentences and its pictures; the photo stays.
         * @description Not while a turn is under way. Branches of the session stay. Messages that webhooks and the bus already have are gone when their own retention ends.
         */
        readonly delete: operations["deleteSession"];
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
        /** The recipe that stands: of the last finished turn, or as changed by hand since. */
        readonly get: operations["getRecipe"];
        readonly put?: never;
        /**
         * Change the recipe by hand: undo and redo, another variant, a whole recipe, or tool calls.
         * @description Exactly one of the forms. Nothing of the log is lost: the state before is an event to go back to.
         */
        readonly post: operations["changeRecipe"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/recipe.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The recipe as a file. */
        readonly get: operations["downloadRecipe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/recipe.lrtemplate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The recipe as a preset for Lightroom before 7.3. */
        readonly get: operations["downloadTemplate"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/recipe.lua": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The recipe as a Lua table of crs: names. */
        readonly get: operations["downloadLua"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/recipe.preset.xmp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The recipe as a develop preset for Lightroom since 7.3. */
        readonly get: operations["downloadPreset"];
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
    readonly "/v1/sessions/{sessionId}/report": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A finished turn as a page for people: one HTML file that loads nothing.
         * @description Before and after, the steps with their reasons and figures, other candidates, reflections, scores, settings, and the turns before it.
         */
        readonly get: operations["getReport"];
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
    readonly "/v1/sessions/{sessionId}/turns/{turnId}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stop a turn; what it has done stays in its trajectory, and the recipe is as before it.
         * @description A turn that waits ends at once, one that runs at its next safe point. Asking again does nothing.
         */
        readonly post: operations["cancelTurn"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/{sessionId}/turns/{turnId}/revisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Reject or replace steps of a turn by hand; the others are done again from where it began.
         * @description Name every step that is not to stand as the agent made it: earlier revisions do not count. The result becomes the recipe of the session, and the next turn begins with it.
         */
        readonly post: operations["reviseTurn"];
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
    readonly "/v1/tenants": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All accounts, newest first; deleted ones included. */
        readonly get: operations["listTenants"];
        readonly put?: never;
        /** Make an account and its first key, which has every scope but platform. */
        readonly post: operations["createTenant"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tenants/{tenantId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One account and what it may use. */
        readonly get: operations["getTenant"];
        readonly put?: never;
        readonly post?: never;
        /** Delete an account: its keys end at once, its data is removed in the background. */
        readonly delete: operations["deleteTenant"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Rename an account, change its plan or limits, suspend it or let it go on.
         * @description It holds for the next request of each of its keys. `limits` replaces what was set before.
         */
        readonly patch: operations["updateTenant"];
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
    readonly "/v1/usage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What was used, by day or by key, what is left of the month's quotas, and the account's limits.
         * @description A key without the scope admin sees its own usage. Days are UTC. Work that failed for a reason of the server is not counted.
         */
        readonly get: operations["getUsage"];
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
        readonly ApiKey: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly expiresAt: string | null;
            readonly id: string;
            readonly name: string;
            /** @description How the secret begins, to tell keys apart. */
            readonly prefix: string;
            readonly revokedAt: string | null;
            readonly scopes: readonly ("read" | "edit" | "evaluate" | "admin" | "platform")[];
            /** @enum {string} */
            readonly state: "valid" | "expired" | "revoked";
        };
        readonly AuditEntry: {
            /** @description Such as key.created. */
            readonly action: string;
            /** Format: date-time */
            readonly at: string;
            readonly detail: {
                readonly [key: string]: unknown;
            };
            readonly id: number;
            /** @description The key that did it; null for the operator and for the system itself. */
            readonly keyId: string | null;
            readonly requestId: string | null;
            /** @description The id of what it was done to. */
            readonly subject: string;
        };
        readonly BandStats: {
            readonly chroma: number;
            readonly lightness: number;
            readonly share: number;
        };
        /** @description A batch succeeds when every item has ended, well or not. */
        readonly Batch: {
            /** @description How often a runner has taken it. */
            readonly attempt: number;
            readonly cancelRequested: boolean;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly deadlineAt: string;
            /** @description When a finished job is removed with what it rendered. */
            readonly expiresAt: string | null;
            readonly failure: components["schemas"]["Failure"] | null;
            readonly finishedAt: string | null;
            readonly id: string;
            readonly instruction: string | null;
            readonly items: components["schemas"]["ItemCounts"];
            /** @enum {string} */
            readonly kind: "edit" | "render" | "batch" | "evaluation-batch";
            /** @description The item whose edit the others got, in mode sync with an instruction. */
            readonly leader: number | null;
            /** @enum {string} */
            readonly mode: "adapt" | "sync";
            readonly progress: {
                readonly done: number;
                readonly total: number;
            };
            readonly startedAt: string | null;
            readonly state: components["schemas"]["JobState"];
            /** @description Where this job is, with what it made. */
            readonly url: string;
        };
        readonly BatchItem: {
            readonly failure: components["schemas"]["Failure"] | null;
            readonly index: number;
            readonly missed: readonly string[];
            readonly notDone: readonly string[];
            readonly outputs: readonly components["schemas"]["Rendered"][];
            readonly photoId: string;
            readonly recipe: components["schemas"]["Recipe"] | null;
            readonly scores: components["schemas"]["Scores"] | null;
            readonly sessionId: string | null;
            readonly state: components["schemas"]["JobState"];
            readonly turnId: string | null;
            readonly warnings: readonly components["schemas"]["FieldProblem"][];
        };
        readonly BatchItemPage: {
            readonly items: readonly components["schemas"]["BatchItem"][];
            /** @description Where the next page begins; null on the last one. */
            readonly nextPageToken: string | null;
        };
        /**
         * @example {
         *       "photoIds": [
         *         "pho_1",
         *         "pho_2"
         *       ],
         *       "mode": "sync",
         *       "instruction": "bright and airy",
         *       "outputs": [
         *         {
         *           "format": "jpeg"
         *         }
         *       ]
         *     }
         */
        readonly BatchRequestInput: {
            /** @description Within which the work ends, waiting included; default 3600 (batches 86400). */
            readonly deadlineSeconds?: number;
            /** @description What the copies of a synchronised edit take, of basic, profile, tone-curve, hsl, bw-mix, color-grading, detail, lens, transform, crop, effects, calibration, hdr, point-color, lens-blur, retouch, masks; default: all but crop, transform, retouch and masks. */
            readonly groups?: readonly string[];
            /** @description What the photo should look like, at most 2000 characters. The agent begins with the recipe that the other fields give. */
            readonly instruction?: string;
            /**
             * @description adapt: the agent edits each photo by itself. sync: all get the same recipe; with an instruction the agent edits the first photo that it can, and its recipe is copied to the others.
             * @enum {string}
             */
            readonly mode: "adapt" | "sync";
            /**
             * @description How hard the agent tries.
             * @default {}
             */
            readonly options?: {
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
            /**
             * @description Finished pictures.
             * @default []
             */
            readonly outputs?: readonly components["schemas"]["OutputInput"][];
            readonly photoIds: readonly string[];
            /** @description Laid over the XMP. */
            readonly presetId?: string;
            /** @description Laid over XMP and preset. */
            readonly recipe?: components["schemas"]["RecipeInput"];
            /** @description A sidecar or a develop preset to begin with. */
            readonly xmp?: string;
        };
        /** @description The recipe of a session after a change by hand, and what it looks like. */
        readonly ChangedRecipe: {
            readonly image: components["schemas"]["ImageRef"];
            readonly measurement: components["schemas"]["Measurement"];
            /** @description Calls that were refused and settings without effect; the rest was done. */
            readonly problems: readonly components["schemas"]["FieldProblem"][];
            readonly recipe: components["schemas"]["Recipe"];
            /** @description Of the event recipe.changed; what to go back to. */
            readonly sequence: number;
        };
        readonly ComparedEdits: {
            readonly comparison: components["schemas"]["Comparison"];
            /** @description Of each edit, in their order. */
            readonly evaluations: readonly components["schemas"]["Evaluation"][];
            /** @description Every pair once. */
            readonly pairs: readonly {
                readonly evidence: string;
                readonly one: number;
                readonly other: number;
                /** @description null for a tie */
                readonly winner: number | null;
            }[];
        };
        /** @description Pairwise win rates of the candidates, in their order. */
        readonly Comparison: {
            readonly evaluatorVersion: string;
            /** @description Candidate numbers, best first. */
            readonly order: readonly number[];
            readonly winRates: readonly number[];
        };
        readonly ComparisonRequestInput: {
            readonly afters: readonly components["schemas"]["PictureInput"][];
            readonly before: components["schemas"]["PictureInput"];
            readonly instruction: string;
        };
        readonly ConvertedRecipe: {
            readonly mediaType: string;
            readonly recipe: components["schemas"]["Recipe"];
            /** @description In the form that was asked for. */
            readonly text: string;
            /** @description What was clamped, or carried without being understood. */
            readonly warnings: readonly components["schemas"]["FieldProblem"][];
        };
        /**
         * @example {
         *       "from": "table",
         *       "text": "return { Exposure2012 = 0.3 }",
         *       "to": "xmp"
         *     }
         */
        readonly ConvertRequestInput: {
            /**
             * @description json: a recipe. xmp: a sidecar or develop preset. table: Lua, lrtemplate, JSON or Python of crs: names.
             * @enum {string}
             */
            readonly from: "json" | "xmp" | "table";
            /**
             * @description For a sidecar.
             * @default
             */
            readonly photoFileName?: string;
            /**
             * @description What it is for: white balance of a raw photo is in kelvin.
             * @default rendered
             * @enum {string}
             */
            readonly photoKind?: "rendered" | "raw";
            /** @description For json. */
            readonly recipe?: components["schemas"]["RecipeInput"];
            /** @description For xmp and table; read as data, never run. */
            readonly text?: string;
            /**
             * @description Of a preset.
             * @default
             */
            readonly title?: string;
            /**
             * @description crs.json and python are tables of crs: names.
             * @enum {string}
             */
            readonly to: "json" | "xmp" | "preset.xmp" | "lua" | "lrtemplate" | "python" | "crs.json";
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
        /** @description Local adjustments and where they act. */
        readonly CorrectionInput: {
            readonly foreign: components["schemas"]["ForeignPropertiesInput"];
            readonly id: string;
            readonly masks: readonly components["schemas"]["MaskInput"][];
            readonly name: string;
            readonly pointColors: readonly components["schemas"]["SettingValuesInput"][];
            readonly settings: components["schemas"]["SettingValuesInput"];
        };
        readonly Edit: {
            /** @description How often a runner has taken it. */
            readonly attempt: number;
            readonly cancelRequested: boolean;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly deadlineAt: string;
            /** @description When a finished job is removed with what it rendered. */
            readonly expiresAt: string | null;
            readonly failure: components["schemas"]["Failure"] | null;
            readonly finishedAt: string | null;
            readonly id: string;
            /** @enum {string} */
            readonly kind: "edit" | "render" | "batch" | "evaluation-batch";
            /** @description What was tried and not reached. */
            readonly missed: readonly string[];
            /** @description What was not understood, or cannot be done by developing. */
            readonly notDone: readonly string[];
            /** @description Those that are finished, in the order of the request. */
            readonly outputs: readonly components["schemas"]["Rendered"][];
            /** @description Null while the photo is taken from its URL. */
            readonly photoId: string | null;
            readonly progress: {
                readonly done: number;
                readonly total: number;
            };
            /** @description Null before the end. */
            readonly recipe: components["schemas"]["Recipe"] | null;
            /** @description The evaluator's scores; null without an instruction. */
            readonly scores: components["schemas"]["Scores"] | null;
            /** @description The session that the edit opened: follow its events, go on in it. */
            readonly sessionId: string | null;
            readonly startedAt: string | null;
            readonly state: components["schemas"]["JobState"];
            /** @description Null without an instruction. */
            readonly turnId: string | null;
            /** @description Where this job is, with what it made. */
            readonly url: string;
            /** @description Settings that were clamped, carried along, or have no effect. */
            readonly warnings: readonly components["schemas"]["FieldProblem"][];
        };
        /**
         * @example {
         *       "photoId": "pho_0f3a9b1c2d4e5f60",
         *       "instruction": "warm, dreamy golden hour",
         *       "outputs": [
         *         {
         *           "format": "jpeg",
         *           "longEdge": 2048
         *         },
         *         {
         *           "format": "tiff"
         *         }
         *       ]
         *     }
         */
        readonly EditRequestInput: {
            /** @description Within which the work ends, waiting included; default 3600 (batches 86400). */
            readonly deadlineSeconds?: number;
            /** @description What the photo should look like, at most 2000 characters. The agent begins with the recipe that the other fields give. */
            readonly instruction?: string;
            /**
             * @description Of a photo that comes with the request; see createPhoto.
             * @default false
             */
            readonly noStore?: boolean;
            /**
             * @description How hard the agent tries.
             * @default {}
             */
            readonly options?: {
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
            /**
             * @description Finished pictures.
             * @default []
             */
            readonly outputs?: readonly components["schemas"]["OutputInput"][];
            readonly photoId?: string;
            /** @description Laid over the XMP. */
            readonly presetId?: string;
            /** @description Laid over XMP and preset. */
            readonly recipe?: components["schemas"]["RecipeInput"];
            /** @description Of a photo that comes with the request; see createPhoto. */
            readonly retentionSeconds?: number;
            /** @description Public http or https address that the server takes the photo from. */
            readonly url?: string;
            /** @description A sidecar or a develop preset to begin with. */
            readonly xmp?: string;
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
        readonly EvaluationBatch: {
            /** @description How often a runner has taken it. */
            readonly attempt: number;
            readonly cancelRequested: boolean;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly deadlineAt: string;
            /** @description When a finished job is removed with what it rendered. */
            readonly expiresAt: string | null;
            readonly failure: components["schemas"]["Failure"] | null;
            readonly finishedAt: string | null;
            readonly id: string;
            readonly items: components["schemas"]["ItemCounts"];
            /** @enum {string} */
            readonly kind: "edit" | "render" | "batch" | "evaluation-batch";
            readonly progress: {
                readonly done: number;
                readonly total: number;
            };
            readonly startedAt: string | null;
            readonly state: components["schemas"]["JobState"];
            /** @description Where this job is, with what it made. */
            readonly url: string;
        };
        readonly EvaluationBatchItem: {
            readonly after: components["schemas"]["Picture"];
            readonly before: components["schemas"]["Picture"];
            readonly evaluation: components["schemas"]["Evaluation"] | null;
            readonly failure: components["schemas"]["Failure"] | null;
            readonly index: number;
            readonly instruction: string;
            readonly state: components["schemas"]["JobState"];
        };
        readonly EvaluationBatchItemPage: {
            readonly items: readonly components["schemas"]["EvaluationBatchItem"][];
            /** @description Where the next page begins; null on the last one. */
            readonly nextPageToken: string | null;
        };
        readonly EvaluationBatchRequestInput: {
            /** @description Within which the work ends, waiting included; default 3600 (batches 86400). */
            readonly deadlineSeconds?: number;
            readonly items: readonly components["schemas"]["EvaluationRequestInput"][];
        };
        /**
         * @example {
         *       "instruction": "warmer",
         *       "before": {
         *         "photoId": "pho_1"
         *       },
         *       "after": {
         *         "renderId": "rnd_1"
         *       }
         *     }
         */
        readonly EvaluationRequestInput: {
            readonly after: components["schemas"]["PictureInput"];
            readonly before: components["schemas"]["PictureInput"];
            readonly instruction: string;
        };
        readonly EventPage: {
            readonly events: readonly components["schemas"]["SessionEvent"][];
            /** @description Ask again with ?after= this to go on. */
            readonly nextAfter: number;
        };
        readonly Failure: {
            readonly code: components["schemas"]["FaultCode"];
            readonly message: string;
            readonly retryable: boolean;
            /** @description Address of a page that explains the code. */
            readonly type: string;
        };
        /**
         * @description A code of docs/failures.md.
         * @enum {string}
         */
        readonly FaultCode: "photo.empty" | "photo.notAnImage" | "photo.unsupported" | "photo.truncated" | "photo.tooLarge" | "photo.digestMismatch" | "photo.notFound" | "photo.notCached" | "file.unreadable" | "file.unwritable" | "instruction.empty" | "instruction.tooLong" | "instruction.notDevelopWork" | "tool.unknown" | "tool.notRendered" | "tool.notApplicable" | "tool.badValue" | "tool.outOfRange" | "recipe.invalid" | "mask.nothingFound" | "roc.invalid" | "xmp.invalid" | "session.notFound" | "turn.notFound" | "turn.notStarted" | "turn.notFinished" | "turn.canceled" | "turn.expired" | "turn.conflict" | "job.notFound" | "job.conflict" | "render.notFound" | "preset.notFound" | "preset.tooMany" | "calibration.notFound" | "request.invalid" | "request.unauthenticated" | "request.forbidden" | "tenant.suspended" | "tenant.notFound" | "tenant.conflict" | "key.notFound" | "key.conflict" | "key.tooMany" | "quota.exceeded" | "webhook.notFound" | "webhook.disabled" | "request.notFound" | "request.methodNotAllowed" | "request.unsupportedMediaType" | "request.tooLarge" | "request.tooMany" | "request.rateLimited" | "url.invalid" | "url.forbidden" | "url.unreachable" | "url.tooLarge" | "url.timeout" | "idempotency.mismatch" | "idempotency.running" | "request.canceled" | "request.deadlineExceeded" | "blob.unavailable" | "database.unavailable" | "engine.stuck" | "service.unavailable" | "service.unauthenticated" | "model.unavailable" | "model.timeout" | "model.rateLimited" | "model.badReply" | "model.contextTooLong" | "model.rejected" | "model.notFound" | "model.notReady" | "model.failed" | "tensor.invalid" | "model.broken" | "bus.unavailable" | "bus.messageTooLarge" | "bus.messageInvalid" | "bus.topicUnknown" | "data.locked" | "config.invalid" | "internal";
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
        /** @description XMP that the recipe does not own, carried unchanged. */
        readonly ForeignPropertiesInput: readonly {
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
        /** @description How many items are in which state. */
        readonly ItemCounts: {
            readonly canceled: number;
            readonly expired: number;
            readonly failed: number;
            readonly queued: number;
            readonly running: number;
            readonly succeeded: number;
        };
        /** @description Long work of any kind. */
        readonly Job: {
            /** @description How often a runner has taken it. */
            readonly attempt: number;
            readonly cancelRequested: boolean;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly deadlineAt: string;
            /** @description When a finished job is removed with what it rendered. */
            readonly expiresAt: string | null;
            readonly failure: components["schemas"]["Failure"] | null;
            readonly finishedAt: string | null;
            readonly id: string;
            /** @enum {string} */
            readonly kind: "edit" | "render" | "batch" | "evaluation-batch";
            readonly progress: {
                readonly done: number;
                readonly total: number;
            };
            readonly startedAt: string | null;
            readonly state: components["schemas"]["JobState"];
            /** @description Where this job is, with what it made. */
            readonly url: string;
        };
        readonly JobPage: {
            readonly jobs: readonly components["schemas"]["Job"][];
            /** @description Where the next page begins; null on the last one. */
            readonly nextPageToken: string | null;
        };
        /**
         * @description expired: the deadline passed before the end.
         * @enum {string}
         */
        readonly JobState: "queued" | "running" | "succeeded" | "failed" | "canceled" | "expired";
        /**
         * @description expired: the deadline passed before the end.
         * @enum {string}
         */
        readonly JobStateInput: "queued" | "running" | "succeeded" | "failed" | "canceled" | "expired";
        /** @description null: no limit. */
        readonly Limits: {
            readonly perMonthPixels: number | null;
            readonly photoAreaPixels: number | null;
            readonly photoSizeBytes: number | null;
            readonly requestsPerMinuteCount: number | null;
            readonly stepsPerMonthCount: number | null;
            readonly tokensPerMonthCount: number | null;
            readonly workInFlightCount: number | null;
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
        /** @description One component of a selection, such as maskSky. */
        readonly MaskInput: {
            readonly foreign: components["schemas"]["ForeignPropertiesInput"];
            readonly id: string;
            readonly name: string;
            readonly settings: components["schemas"]["SettingValuesInput"];
            readonly strokes: readonly components["schemas"]["SettingValuesInput"][];
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
        readonly NewApiKey: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly expiresAt: string | null;
            readonly id: string;
            readonly name: string;
            /** @description How the secret begins, to tell keys apart. */
            readonly prefix: string;
            readonly revokedAt: string | null;
            readonly scopes: readonly ("read" | "edit" | "evaluate" | "admin" | "platform")[];
            /** @description Shown in this answer alone; null when a request is repeated whose answer was lost: then rotate the key. */
            readonly secret: string | null;
            /** @enum {string} */
            readonly state: "valid" | "expired" | "revoked";
        };
        readonly NewTenant: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly deletedAt: string | null;
            readonly id: string;
            readonly key: {
                readonly id: string;
                /** @description Shown in this answer alone; null when a request is repeated whose answer was lost: then rotate the key. */
                readonly secret: string | null;
            };
            /** @description What holds: the plan, and what was set beside it. null: no limit. */
            readonly limits: components["schemas"]["Limits"];
            readonly name: string;
            /** @enum {string} */
            readonly plan: "free" | "standard" | "unlimited";
            /** @enum {string} */
            readonly state: "active" | "suspended" | "deleted";
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
        /**
         * @description How a picture is written; metadata of the original is kept.
         * @example {
         *       "format": "avif",
         *       "longEdge": 2048,
         *       "quality": 80,
         *       "colorSpace": "display-p3",
         *       "gps": "strip"
         *     }
         */
        readonly Output: {
            /**
             * @description Bits a channel; 16 for PNG and TIFF. Left out: 16 for TIFF, 8 for all others.
             * @enum {number}
             */
            readonly bits?: 8 | 16;
            /**
             * @description The space of the pixels; `photo` is the photo's own, of a raw one sRGB.
             * @default photo
             * @enum {string}
             */
            readonly colorSpace: "photo" | "srgb" | "display-p3" | "adobe-rgb" | "prophoto";
            /**
             * @default jpeg
             * @enum {string}
             */
            readonly format: "jpeg" | "png" | "webp" | "avif" | "tiff";
            /**
             * @description Whether EXIF and XMP tell where the photo was taken; maker notes go with it.
             * @default keep
             * @enum {string}
             */
            readonly gps: "keep" | "strip";
            /**
             * @description Longest edge in pixels; null = full resolution.
             * @default null
             */
            readonly longEdge: number | null;
            /**
             * @description JPEG, WebP and AVIF.
             * @default 92
             */
            readonly quality: number;
        };
        /**
         * @description How a picture is written; metadata of the original is kept.
         * @example {
         *       "format": "avif",
         *       "longEdge": 2048,
         *       "quality": 80,
         *       "colorSpace": "display-p3",
         *       "gps": "strip"
         *     }
         */
        readonly OutputInput: {
            /**
             * @description Bits a channel; 16 for PNG and TIFF. Left out: 16 for TIFF, 8 for all others.
             * @enum {number}
             */
            readonly bits?: 8 | 16;
            /**
             * @description The space of the pixels; `photo` is the photo's own, of a raw one sRGB.
             * @default photo
             * @enum {string}
             */
            readonly colorSpace?: "photo" | "srgb" | "display-p3" | "adobe-rgb" | "prophoto";
            /**
             * @default jpeg
             * @enum {string}
             */
            readonly format?: "jpeg" | "png" | "webp" | "avif" | "tiff";
            /**
             * @description Whether EXIF and XMP tell where the photo was taken; maker notes go with it.
             * @default keep
             * @enum {string}
             */
            readonly gps?: "keep" | "strip";
            /**
             * @description Longest edge in pixels; null = full resolution.
             * @default null
             */
            readonly longEdge?: number | null;
            /**
             * @description JPEG, WebP and AVIF.
             * @default 92
             */
            readonly quality?: number;
        };
        readonly PastTurn: {
            readonly instruction: string;
            /** @description Where the turn began, then after each kept step. */
            readonly recipes: readonly components["schemas"]["Recipe"][];
        };
        readonly Photo: {
            /** Format: date-time */
            readonly createdAt: string;
            /** @description When it is deleted by itself; null = never. */
            readonly expiresAt: string | null;
            readonly fileName: string;
            readonly height: number;
            readonly id: string;
            readonly mediaType: string;
            readonly noStore: boolean;
            readonly sha256: string;
            readonly sizeBytes: number;
            /** @description Upright pixels. */
            readonly width: number;
        };
        /**
         * @example {
         *       "url": "https://example.com/photo.jpg"
         *     }
         */
        readonly PhotoImportInput: {
            /** @description Public http or https address that the server takes the photo from. */
            readonly url: string;
        };
        readonly PhotoPage: {
            /** @description Where the next page begins; null on the last one. */
            readonly nextPageToken: string | null;
            readonly photos: readonly components["schemas"]["Photo"][];
        };
        /** @description An original, or a finished render. */
        readonly Picture: {
            readonly photoId: string;
        } | {
            readonly renderId: string;
        };
        /** @description An original, or a finished render. */
        readonly PictureInput: {
            readonly photoId: string;
        } | {
            readonly renderId: string;
        };
        /** @description A measured figure that the step means to move. */
        readonly Prediction: {
            readonly before: number;
            readonly expected: number;
            readonly metric: string;
        };
        readonly Preset: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly groups: readonly string[];
            readonly id: string;
            readonly name: string;
            readonly recipe: components["schemas"]["Recipe"];
            /** Format: date-time */
            readonly updatedAt: string;
        };
        readonly PresetPage: {
            /** @description Where the next page begins; null on the last one. */
            readonly nextPageToken: string | null;
            readonly presets: readonly components["schemas"]["Preset"][];
        };
        /**
         * @description Exactly one of recipe, xmp and sessionId.
         * @example {
         *       "name": "Soft evening",
         *       "sessionId": "ses_0f3a9b1c2d4e5f60",
         *       "groups": [
         *         "basic",
         *         "color-grading"
         *       ]
         *     }
         */
        readonly PresetRequestInput: {
            /** @description What it sets, of basic, profile, tone-curve, hsl, bw-mix, color-grading, detail, lens, transform, crop, effects, calibration, hdr, point-color, lens-blur, retouch, masks; default: all but crop, transform, retouch and masks. */
            readonly groups?: readonly string[];
            readonly name: string;
            readonly recipe?: components["schemas"]["RecipeInput"];
            /** @description This session's recipe as it is now. */
            readonly sessionId?: string;
            /** @description A develop preset or a sidecar of Lightroom. */
            readonly xmp?: string;
        };
        /** @description An RFC 9457 problem. */
        readonly Problem: {
            readonly code: components["schemas"]["FaultCode"];
            /** @description What went wrong and what to do next. */
            readonly detail: string;
            readonly errors: readonly {
                readonly code: components["schemas"]["FaultCode"];
                readonly detail: string;
                /** @description A value that would do in its place, where there is an obvious one. */
                readonly fix?: string | number | boolean;
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
        /** @description The whole edit; a setting that is absent stands at its default. */
        readonly RecipeInput: {
            readonly corrections: readonly components["schemas"]["CorrectionInput"][];
            readonly foreign: components["schemas"]["ForeignPropertiesInput"];
            readonly pointColors: readonly components["schemas"]["SettingValuesInput"][];
            readonly retouch: readonly components["schemas"]["RetouchAreaInput"][];
            /** @constant */
            readonly schema: 2;
            readonly settings: components["schemas"]["SettingValuesInput"];
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
        readonly Render: {
            /** @description How often a runner has taken it. */
            readonly attempt: number;
            readonly cancelRequested: boolean;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly deadlineAt: string;
            /** @description When a finished job is removed with what it rendered. */
            readonly expiresAt: string | null;
            readonly failure: components["schemas"]["Failure"] | null;
            readonly finishedAt: string | null;
            readonly id: string;
            /** @enum {string} */
            readonly kind: "edit" | "render" | "batch" | "evaluation-batch";
            readonly output: components["schemas"]["Output"];
            readonly photoId: string;
            readonly progress: {
                readonly done: number;
                readonly total: number;
            };
            /** @description Null until it is finished. */
            readonly rendered: components["schemas"]["Rendered"] | null;
            readonly startedAt: string | null;
            readonly state: components["schemas"]["JobState"];
            /** @description Where this job is, with what it made. */
            readonly url: string;
            /** @description Settings that were clamped, carried along, or have no effect. */
            readonly warnings: readonly components["schemas"]["FieldProblem"][];
        };
        /** @description A finished picture. */
        readonly Rendered: {
            readonly fileName: string;
            readonly height: number;
            readonly id: string;
            readonly mediaType: string;
            readonly output: components["schemas"]["Output"];
            readonly sha256: string;
            readonly sizeBytes: number;
            /** @description Its bytes. */
            readonly url: string;
            readonly width: number;
        };
        /**
         * @example {
         *       "sessionId": "ses_0f3a9b1c2d4e5f60",
         *       "output": {
         *         "format": "tiff",
         *         "colorSpace": "prophoto"
         *       }
         *     }
         */
        readonly RenderRequestInput: {
            /** @description Within which the work ends, waiting included; default 3600 (batches 86400). */
            readonly deadlineSeconds?: number;
            /** @default {} */
            readonly output?: components["schemas"]["OutputInput"];
            /** @description Left out: the session's photo. */
            readonly photoId?: string;
            /** @description Laid over session or XMP. */
            readonly presetId?: string;
            /** @description Laid over all of them; nothing at all = the photo as it is. */
            readonly recipe?: components["schemas"]["RecipeInput"];
            /** @description Under this session's recipe as it is now. */
            readonly sessionId?: string;
            /** @description Under a sidecar or develop preset. */
            readonly xmp?: string;
        };
        /** @description A healed or cloned place. */
        readonly RetouchArea: {
            readonly foreign: components["schemas"]["ForeignProperties"];
            readonly settings: components["schemas"]["SettingValues"];
            readonly strokes: readonly components["schemas"]["SettingValues"][];
            readonly tool: string;
        };
        /** @description A healed or cloned place. */
        readonly RetouchAreaInput: {
            readonly foreign: components["schemas"]["ForeignPropertiesInput"];
            readonly settings: components["schemas"]["SettingValuesInput"];
            readonly strokes: readonly components["schemas"]["SettingValuesInput"][];
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
            /** @description Where it began, when that was not the photo as it was taken. */
            readonly branchOf: components["schemas"]["SessionState"] | null;
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
        readonly SessionEntry: {
            /** @description Where it began, when that was not the photo as it was taken. */
            readonly branchOf: components["schemas"]["SessionState"] | null;
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
        readonly SessionPage: {
            /** @description Where the next page begins; null on the last one. */
            readonly nextPageToken: string | null;
            readonly sessions: readonly components["schemas"]["SessionEntry"][];
        };
        /** @description An event of a session that a recipe can be taken from. */
        readonly SessionState: {
            /** @description An event that shows a recipe. */
            readonly sequence: number;
            readonly sessionId: string;
        };
        /** @description An event of a session that a recipe can be taken from. */
        readonly SessionStateInput: {
            /** @description An event that shows a recipe. */
            readonly sequence: number;
            readonly sessionId: string;
        };
        /** @description Value in panel units; a range or position is a list of numbers, a curve a list of [x, y] points, 0 to 255. */
        readonly SettingValue: number | boolean | string | readonly number[] | readonly (readonly number[])[];
        /** @description Value in panel units; a range or position is a list of numbers, a curve a list of [x, y] points, 0 to 255. */
        readonly SettingValueInput: number | boolean | string | readonly number[] | readonly (readonly number[])[];
        /** @description Values by tool; one that is absent stands at its default. */
        readonly SettingValues: {
            readonly [key: string]: components["schemas"]["SettingValue"];
        };
        /** @description Values by tool; one that is absent stands at its default. */
        readonly SettingValuesInput: {
            readonly [key: string]: components["schemas"]["SettingValueInput"];
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
        /** @description What a person does with one step of the agent. */
        readonly StepRevisionInput: {
            /** @constant */
            readonly action: "reject";
            /** @description Number of the step within its candidate. */
            readonly step: number;
        } | {
            /** @constant */
            readonly action: "replace";
            readonly calls: readonly components["schemas"]["ToolCallInput"][];
            /** @description Number of the step within its candidate. */
            readonly step: number;
        };
        readonly Tenant: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly deletedAt: string | null;
            readonly id: string;
            /** @description What holds: the plan, and what was set beside it. null: no limit. */
            readonly limits: components["schemas"]["Limits"];
            readonly name: string;
            /** @enum {string} */
            readonly plan: "free" | "standard" | "unlimited";
            /** @enum {string} */
            readonly state: "active" | "suspended" | "deleted";
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
        /** @description One tool with its absolute value. */
        readonly ToolCallInput: {
            /** @description Correction (name or id), swatch or retouched place (number from 1); absent for the whole photo. */
            readonly target?: string;
            readonly tool: string;
            readonly value: components["schemas"]["SettingValueInput"] | components["schemas"]["SettingValuesInput"];
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
        readonly Usage: {
            /** Format: date */
            readonly from: string;
            /** @enum {string} */
            readonly groupBy: "day" | "key";
            readonly groups: readonly {
                readonly completionTokens: number;
                /** @description What hosted models cost, in millionths of a dollar. */
                readonly costMicroUsd: number;
                /** @description Evaluations that were asked for alone. */
                readonly evaluations: number;
                /** @description The day, or the id of the key. */
                readonly group: string;
                /** @description Of full-size renders: width × height of what came out. */
                readonly pixels: number;
                readonly promptTokens: number;
                /** @description Steps of the agent. */
                readonly steps: number;
            }[];
            readonly limits: components["schemas"]["Limits"];
            /** @description Of this calendar month (UTC), over all keys of the account. */
            readonly quotas: {
                readonly pixels: {
                    readonly left: number | null;
                    /** @description null: no limit. */
                    readonly limit: number | null;
                    readonly used: number;
                };
                /** Format: date-time */
                readonly resetsAt: string;
                readonly steps: {
                    readonly left: number | null;
                    /** @description null: no limit. */
                    readonly limit: number | null;
                    readonly used: number;
                };
                readonly tokens: {
                    readonly left: number | null;
                    /** @description null: no limit. */
                    readonly limit: number | null;
                    readonly used: number;
                };
            };
            /** Format: date */
            readonly to: string;
            readonly total: {
                readonly completionTokens: number;
                /** @description What hosted models cost, in millionths of a dollar. */
                readonly costMicroUsd: number;
                /** @description Evaluations that were asked for alone. */
                readonly evaluations: number;
                /** @description Of full-size renders: width × height of what came out. */
                readonly pixels: number;
                readonly promptTokens: number;
                /** @description Steps of the agent. */
                readonly steps: number;
            };
        };
        readonly ValidatedRecipe: {
            readonly errors: readonly components["schemas"]["FieldProblem"][];
            /** @description As it is understood; null when it is not valid. */
            readonly recipe: components["schemas"]["Recipe"] | null;
            readonly valid: boolean;
            /** @description Settings without effect on that kind of photo or in this engine. */
            readonly warnings: readonly components["schemas"]["FieldProblem"][];
        };
        /**
         * @example {
         *       "recipe": {
         *         "schema": 2,
         *         "settings": {
         *           "exposure": 9
         *         }
         *       }
         *     }
         */
        readonly ValidateRequestInput: {
            /**
             * @description What it is for: white balance of a raw photo is in kelvin.
             * @default rendered
             * @enum {string}
             */
            readonly photoKind?: "rendered" | "raw";
            readonly recipe: {
                readonly [key: string]: unknown;
            };
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
    readonly getHealth: {
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
    readonly getReadiness: {
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
                        /** @description Requests are answered, but something that they can do without for a while is away. */
                        readonly degraded: boolean;
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
                        /** @description Requests are answered, but something that they can do without for a while is away. */
                        readonly degraded: boolean;
                        readonly ready: boolean;
                        readonly services: {
                            readonly [key: string]: boolean;
                        };
                    };
                };
            };
        };
    };
    readonly listAudit: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly entries: readonly components["schemas"]["AuditEntry"][];
                        /** @description Where the next page begins; null on the last one. */
                        readonly nextPageToken: string | null;
                    };
                };
            };
        };
    };
    readonly createBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BatchRequestInput"];
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
        };
    };
    readonly getBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path: {
                readonly batchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Batch"];
                };
            };
        };
    };
    readonly listBatchItems: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
                readonly state?: components["schemas"]["JobStateInput"];
            };
            readonly header?: never;
            readonly path: {
                readonly batchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BatchItemPage"];
                };
            };
        };
    };
    readonly compareEdits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ComparisonRequestInput"];
                readonly "multipart/form-data": {
                    /** @description The edits, two or more. */
                    readonly after: readonly string[];
                    /**
                     * Format: binary
                     * @description The original.
                     */
                    readonly before: string;
                    /** @description What was asked for. */
                    readonly instruction: string;
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ComparedEdits"];
                };
            };
        };
    };
    readonly createEdit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EditRequestInput"];
                readonly "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The photo.
                     */
                    readonly photo: string;
                    /** @description The JSON of an EditRequest, without photoId and url. */
                    readonly request: string;
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Edit"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Edit"];
                };
            };
        };
    };
    readonly getEdit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path: {
                readonly editId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Edit"];
                };
            };
        };
    };
    readonly createEvaluationBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EvaluationBatchRequestInput"];
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EvaluationBatch"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EvaluationBatch"];
                };
            };
        };
    };
    readonly getEvaluationBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path: {
                readonly batchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EvaluationBatch"];
                };
            };
        };
    };
    readonly listEvaluationBatchItems: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
                readonly state?: components["schemas"]["JobStateInput"];
            };
            readonly header?: never;
            readonly path: {
                readonly batchId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EvaluationBatchItemPage"];
                };
            };
        };
    };
    readonly evaluate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EvaluationRequestInput"];
                readonly "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The edit.
                     */
                    readonly after: string;
                    /**
                     * Format: binary
                     * @description The original.
                     */
                    readonly before: string;
                    /** @description What was asked for. */
                    readonly instruction: string;
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/jpeg": string;
                };
            };
        };
    };
    readonly listJobs: {
        readonly parameters: {
            readonly query?: {
                readonly kind?: "edit" | "render" | "batch" | "evaluation-batch";
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
                readonly state?: components["schemas"]["JobStateInput"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobPage"];
                };
            };
        };
    };
    readonly getJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    readonly cancelJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    readonly listKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly keys: readonly components["schemas"]["ApiKey"][];
                        /** @description Where the next page begins; null on the last one. */
                        readonly nextPageToken: string | null;
                    };
                };
            };
        };
    };
    readonly createKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description null: it does not expire.
                     * @default null
                     */
                    readonly expiresAt?: string | null;
                    /** @description For people: what the key is for. */
                    readonly name: string;
                    readonly scopes: readonly ("read" | "edit" | "evaluate" | "admin" | "platform")[];
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewApiKey"];
                };
            };
        };
    };
    readonly getKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    readonly revokeKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
    readonly rotateKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description For how long both are valid; 0 ends the old one at once.
                     * @default 86400
                     */
                    readonly overlapSeconds?: number;
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewApiKey"];
                };
            };
        };
    };
    readonly listPhotos: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PhotoPage"];
                };
            };
        };
    };
    readonly createPhoto: {
        readonly parameters: {
            readonly query?: {
                readonly fileName?: string;
                /** @description Keep the photo and what is made of it for an hour at most, and learn nothing from its edits: for photos that nobody else may have. */
                readonly noStore?: "true" | "false";
                /** @description Delete it by itself after this time. Left out: keep it. Of several wishes the longest counts. */
                readonly retentionSeconds?: number;
            };
            readonly header?: {
                readonly "content-digest"?: string;
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PhotoImportInput"];
                readonly "application/octet-stream": string;
                readonly "image/*": string;
                readonly "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The photo.
                     */
                    readonly file: string;
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
    readonly deletePhoto: {
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly getOriginal: {
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/*": string;
                };
            };
        };
    };
    readonly listPlans: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly plans: readonly {
                            readonly limits: components["schemas"]["Limits"];
                            /** @enum {string} */
                            readonly name: "free" | "standard" | "unlimited";
                        }[];
                    };
                };
            };
        };
    };
    readonly listPresets: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PresetPage"];
                };
            };
        };
    };
    readonly createPreset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PresetRequestInput"];
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Preset"];
                };
            };
        };
    };
    readonly getPreset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly presetId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Preset"];
                };
            };
        };
    };
    readonly replacePreset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly presetId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PresetRequestInput"];
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Preset"];
                };
            };
        };
    };
    readonly deletePreset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly presetId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly exportPreset: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly presetId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/rdf+xml": string;
                };
            };
        };
    };
    readonly convertRecipe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ConvertRequestInput"];
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConvertedRecipe"];
                };
            };
        };
    };
    readonly validateRecipe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ValidateRequestInput"];
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ValidatedRecipe"];
                };
            };
        };
    };
    readonly createRender: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RenderRequestInput"];
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Render"];
                };
            };
            /** @description Default Response */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Render"];
                };
            };
        };
    };
    readonly getRender: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description `wait=N`: answer when the work has ended, or after N seconds at most (60 and less). */
                readonly prefer?: string;
            };
            readonly path: {
                readonly renderId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Render"];
                };
            };
        };
    };
    readonly getRenderContent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly renderId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/avif": string;
                    readonly "image/jpeg": string;
                    readonly "image/png": string;
                    readonly "image/tiff": string;
                    readonly "image/webp": string;
                };
            };
        };
    };
    readonly listSessions: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionPage"];
                };
            };
        };
    };
    readonly createSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly photoId: string;
                } | {
                    readonly branchOf: components["schemas"]["SessionStateInput"];
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
    readonly deleteSession: {
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
    readonly changeRecipe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
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
                    /** @description The state at this event: undo and redo. */
                    readonly sequence: number;
                } | {
                    /** @description What this candidate came to, also of a turn that was canceled. */
                    readonly candidate: number;
                    readonly turnId: string;
                } | {
                    readonly recipe: components["schemas"]["RecipeInput"];
                } | {
                    /** @description A sidecar or a develop preset. */
                    readonly xmp: string;
                } | {
                    /** @description Done on the recipe that stands. */
                    readonly calls: readonly components["schemas"]["ToolCallInput"][];
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChangedRecipe"];
                };
            };
        };
    };
    readonly downloadRecipe: {
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": string;
                };
            };
        };
    };
    readonly downloadTemplate: {
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/x-lua": string;
                };
            };
        };
    };
    readonly downloadLua: {
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/x-lua": string;
                };
            };
        };
    };
    readonly downloadPreset: {
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/rdf+xml": string;
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/rdf+xml": string;
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/avif": string;
                    readonly "image/jpeg": string;
                    readonly "image/png": string;
                    readonly "image/tiff": string;
                    readonly "image/webp": string;
                };
            };
        };
    };
    readonly getReport: {
        readonly parameters: {
            readonly query?: {
                /** @description Left out: the newest turn that has finished. */
                readonly turnId?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly sessionId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The bytes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
        };
    };
    readonly createTurn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
    readonly cancelTurn: {
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
    readonly reviseTurn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                readonly sessionId: string;
                readonly turnId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description Counted from 0; null = the winner.
                     * @default null
                     */
                    readonly candidate?: number | null;
                    readonly revisions: readonly components["schemas"]["StepRevisionInput"][];
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChangedRecipe"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
    readonly listTenants: {
        readonly parameters: {
            readonly query?: {
                /** @description Entries of one page at most. */
                readonly pageSize?: number;
                /** @description `nextPageToken` of the page before; left out = from the newest. */
                readonly pageToken?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Where the next page begins; null on the last one. */
                        readonly nextPageToken: string | null;
                        readonly tenants: readonly components["schemas"]["Tenant"][];
                    };
                };
            };
        };
    };
    readonly createTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description What differs from the plan.
                     * @default {}
                     */
                    readonly limits?: {
                        /** @description Of full-size renders. */
                        readonly perMonthPixels?: number;
                        /** @description width × height */
                        readonly photoAreaPixels?: number;
                        readonly photoSizeBytes?: number;
                        /** @description Over all keys of the account. */
                        readonly requestsPerMinuteCount?: number;
                        readonly stepsPerMonthCount?: number;
                        /** @description Prompt and completion of hosted models. */
                        readonly tokensPerMonthCount?: number;
                        /** @description Turns and other long work that run at once; more wait. */
                        readonly workInFlightCount?: number;
                    };
                    readonly name: string;
                    /**
                     * @default standard
                     * @enum {string}
                     */
                    readonly plan?: "free" | "standard" | "unlimited";
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewTenant"];
                };
            };
        };
    };
    readonly getTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly tenantId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tenant"];
                };
            };
        };
    };
    readonly deleteTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly tenantId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
    readonly updateTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly tenantId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description What differs from the plan. */
                    readonly limits?: {
                        /** @description Of full-size renders. */
                        readonly perMonthPixels?: number;
                        /** @description width × height */
                        readonly photoAreaPixels?: number;
                        readonly photoSizeBytes?: number;
                        /** @description Over all keys of the account. */
                        readonly requestsPerMinuteCount?: number;
                        readonly stepsPerMonthCount?: number;
                        /** @description Prompt and completion of hosted models. */
                        readonly tokensPerMonthCount?: number;
                        /** @description Turns and other long work that run at once; more wait. */
                        readonly workInFlightCount?: number;
                    };
                    readonly name?: string;
                    /** @enum {string} */
                    readonly plan?: "free" | "standard" | "unlimited";
                    /** @enum {string} */
                    readonly state?: "active" | "suspended";
                };
            };
        };
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tenant"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
    readonly getUsage: {
        readonly parameters: {
            readonly query?: {
                /** @description First day; default: the first of this month. */
                readonly from?: string;
                readonly groupBy?: "day" | "key";
                /** @description Last day; default: today. */
                readonly to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Default Response */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Usage"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
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
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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
            readonly header?: {
                /** @description Repeating a request with the same key does it once: the first answer comes back for 24 hours. A UUID is a good one. */
                readonly "idempotency-key"?: string;
            };
            readonly path: {
                readonly webhookId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A problem that the caller can mend. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A problem of the server. */
            readonly "5XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
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

/** Where each operation is. */
export const routes: Readonly<Record<keyof operations, readonly [method: string, path: string, takesIdempotencyKey: boolean]>> = {
    cancelJob: ["POST", "/v1/jobs/{jobId}/cancel", false],
    cancelTurn: ["POST", "/v1/sessions/{sessionId}/turns/{turnId}/cancel", false],
    changeRecipe: ["POST", "/v1/sessions/{sessionId}/recipe", true],
    changeWebhook: ["PATCH", "/v1/webhooks/{webhookId}", false],
    compareEdits: ["POST", "/v1/comparisons", true],
    convertRecipe: ["POST", "/v1/recipes/convert", false],
    createBatch: ["POST", "/v1/batches", true],
    createEdit: ["POST", "/v1/edits", true],
    createEvaluationBatch: ["POST", "/v1/evaluation-batches", true],
    createKey: ["POST", "/v1/keys", true],
    createPhoto: ["POST", "/v1/photos", true],
    createPreset: ["POST", "/v1/presets", true],
    createRender: ["POST", "/v1/renders", true],
    createSession: ["POST", "/v1/sessions", true],
    createTenant: ["POST", "/v1/tenants", true],
    createTurn: ["POST", "/v1/sessions/{sessionId}/turns", true],
    createWebhook: ["POST", "/v1/webhooks", true],
    deletePhoto: ["DELETE", "/v1/photos/{photoId}", false],
    deletePreset: ["DELETE", "/v1/presets/{presetId}", false],
    deleteSession: ["DELETE", "/v1/sessions/{sessionId}", false],
    deleteTenant: ["DELETE", "/v1/tenants/{tenantId}", false],
    deleteWebhook: ["DELETE", "/v1/webhooks/{webhookId}", false],
    downloadLua: ["GET", "/v1/sessions/{sessionId}/recipe.lua", false],
    downloadPreset: ["GET", "/v1/sessions/{sessionId}/recipe.preset.xmp", false],
    downloadRecipe: ["GET", "/v1/sessions/{sessionId}/recipe.json", false],
    downloadTemplate: ["GET", "/v1/sessions/{sessionId}/recipe.lrtemplate", false],
    evaluate: ["POST", "/v1/evaluations", true],
    exportPreset: ["GET", "/v1/presets/{presetId}/preset.xmp", false],
    getBatch: ["GET", "/v1/batches/{batchId}", false],
    getEdit: ["GET", "/v1/edits/{editId}", false],
    getEvaluationBatch: ["GET", "/v1/evaluation-batches/{batchId}", false],
    getHealth: ["GET", "/healthz", false],
    getImage: ["GET", "/v1/images/{sha256}", false],
    getJob: ["GET", "/v1/jobs/{jobId}", false],
    getKey: ["GET", "/v1/keys/{keyId}", false],
    getOriginal: ["GET", "/v1/photos/{photoId}/original", false],
    getPhoto: ["GET", "/v1/photos/{photoId}", false],
    getPreset: ["GET", "/v1/presets/{presetId}", false],
    getReadiness: ["GET", "/readyz", false],
    getRecipe: ["GET", "/v1/sessions/{sessionId}/recipe", false],
    getRender: ["GET", "/v1/renders/{renderId}", false],
    getRenderContent: ["GET", "/v1/renders/{renderId}/content", false],
    getReport: ["GET", "/v1/sessions/{sessionId}/report", false],
    getSession: ["GET", "/v1/sessions/{sessionId}", false],
    getSidecar: ["GET", "/v1/sessions/{sessionId}/recipe.xmp", false],
    getTenant: ["GET", "/v1/tenants/{tenantId}", false],
    getTrajectory: ["GET", "/v1/sessions/{sessionId}/turns/{turnId}/trajectory", false],
    getTurn: ["GET", "/v1/sessions/{sessionId}/turns/{turnId}", false],
    getUsage: ["GET", "/v1/usage", false],
    getWebhook: ["GET", "/v1/webhooks/{webhookId}", false],
    listAudit: ["GET", "/v1/audit", false],
    listBatchItems: ["GET", "/v1/batches/{batchId}/items", false],
    listEvaluationBatchItems: ["GET", "/v1/evaluation-batches/{batchId}/items", false],
    listJobs: ["GET", "/v1/jobs", false],
    listKeys: ["GET", "/v1/keys", false],
    listPhotos: ["GET", "/v1/photos", false],
    listPlans: ["GET", "/v1/plans", false],
    listPresets: ["GET", "/v1/presets", false],
    listSessions: ["GET", "/v1/sessions", false],
    listTenants: ["GET", "/v1/tenants", false],
    listTools: ["GET", "/v1/tools", false],
    listWebhookDeliveries: ["GET", "/v1/webhooks/{webhookId}/deliveries", false],
    listWebhooks: ["GET", "/v1/webhooks", false],
    renderSession: ["GET", "/v1/sessions/{sessionId}/render", false],
    replacePreset: ["PUT", "/v1/presets/{presetId}", false],
    replayWebhook: ["POST", "/v1/webhooks/{webhookId}/replay", true],
    reviseTurn: ["POST", "/v1/sessions/{sessionId}/turns/{turnId}/revisions", true],
    revokeKey: ["DELETE", "/v1/keys/{keyId}", false],
    rotateKey: ["POST", "/v1/keys/{keyId}/rotate", true],
    rotateWebhookSecret: ["POST", "/v1/webhooks/{webhookId}/rotate", true],
    streamEvents: ["GET", "/v1/sessions/{sessionId}/events", false],
    testWebhook: ["POST", "/v1/webhooks/{webhookId}/test", true],
    updateTenant: ["PATCH", "/v1/tenants/{tenantId}", false],
    validateRecipe: ["POST", "/v1/recipes/validate", false],
};
