/** safelight.editing.v1.AccountService: keys, usage, audit log. */
import * as pb from '../../generated/safelight/editing/v1/account.ts';
import { unary } from '../contract.ts';
import { refuse, words } from '../decode.ts';
import { big, count, defaulted, id, json, many, maybeTime, name, nextPageToken, nullable } from '../fields.ts';
import { one, pageFields, shape, text, time, unset, whole } from '../fields.ts';
import type { Field } from '../fields.ts';

export type ScopeName = 'read' | 'edit' | 'evaluate' | 'admin' | 'platform';

const scopesMax = 5;
const pageMax = 200;
const groupsMax = 2_000;
const overlapSecondsMax = 30 * 24 * 60 * 60;
const daySeconds = 24 * 60 * 60;

const { Scope: scopes, KeyState: keyState, UsageGrouping: grouping } = pb;
const scope = words<pb.Scope, ScopeName>({
  ...{ read: scopes.SCOPE_READ, edit: scopes.SCOPE_EDIT, evaluate: scopes.SCOPE_EVALUATE },
  ...{ admin: scopes.SCOPE_ADMIN, platform: scopes.SCOPE_PLATFORM },
});
export const secret = nullable(text(200));

const key = shape(pb.ApiKey, {
  ...{ id, name: text(200), prefix: text(20), scopes: many(scope, scopesMax) },
  state: words<pb.KeyState, 'valid' | 'expired' | 'revoked'>({
    ...{ valid: keyState.KEY_STATE_VALID, expired: keyState.KEY_STATE_EXPIRED, revoked: keyState.KEY_STATE_REVOKED },
  }),
  ...{ createdAt: time, expiresAt: maybeTime, revokedAt: maybeTime },
});

const counts = shape(pb.UsageCounts, {
  ...{ steps: big(), pixels: big(), promptTokens: big(), completionTokens: big(), costMicroUsd: big() },
  evaluations: big(),
});
const quota = shape(pb.Quota, { limit: nullable(big()), used: big() });

/** Null: no limit. */
export const limits = shape(pb.Limits, {
  ...{ requestsPerMinuteCount: nullable(big()), workInFlightCount: nullable(big()) },
  ...{ stepsPerMonthCount: nullable(big()), perMonthPixels: nullable(big()), tokensPerMonthCount: nullable(big()) },
  ...{ photoSizeBytes: nullable(big()), photoAreaPixels: nullable(big()) },
});

/** `YYYY-MM-DD`, a day that there is. */
const day: Field<string, string> = {
  encode: (value) => value,
  decode: (wire, at) => {
    const parsed = /^\d{4}-\d{2}-\d{2}$/.test(wire) ? Date.parse(`${wire}T00:00:00Z`) : NaN;
    const isDay = !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(wire);
    return isDay ? wire : refuse(at, 'must be a day as YYYY-MM-DD');
  },
};

const auditEntry = shape(pb.AuditEntry, {
  ...{ id: big(), at: time, keyId: nullable(id), requestId: nullable(id) },
  ...{ action: text(200), subject: text(200), detail: one(json) },
});

const service = 'safelight.editing.v1.AccountService';

export const accountContract = {
  service,
  methods: {
    createKey: unary(
      `/${service}/CreateKey`,
      whole(shape(pb.CreateKeyRequest, { name: name(100), scopes: many(scope, scopesMax, 1), expiresAt: maybeTime })),
      whole(shape(pb.CreateKeyResponse, { key: one(key), secret })),
    ),
    getKey: unary(
      `/${service}/GetKey`,
      whole(shape(pb.GetKeyRequest, { keyId: id })),
      whole(shape(pb.GetKeyResponse, { key: one(key) })),
    ),
    listKeys: unary(
      `/${service}/ListKeys`,
      whole(shape(pb.ListKeysRequest, pageFields)),
      whole(shape(pb.ListKeysResponse, { keys: many(key, pageMax), nextPageToken })),
    ),
    rotateKey: unary(
      `/${service}/RotateKey`,
      whole(
        shape(pb.RotateKeyRequest, { keyId: id, overlapSeconds: defaulted(count(0, overlapSecondsMax), daySeconds) }),
      ),
      whole(shape(pb.RotateKeyResponse, { key: one(key), secret })),
    ),
    revokeKey: unary(
      `/${service}/RevokeKey`,
      whole(shape(pb.RevokeKeyRequest, { keyId: id })),
      whole(shape(pb.RevokeKeyResponse, {})),
    ),
    getUsage: unary(
      `/${service}/GetUsage`,
      whole(
        shape(pb.GetUsageRequest, {
          ...{ from: nullable(day), to: nullable(day) },
          groupBy: unset(
            grouping.USAGE_GROUPING_UNSPECIFIED,
            'day' as const,
            words<pb.UsageGrouping, 'day' | 'key'>({
              ...{ day: grouping.USAGE_GROUPING_DAY, key: grouping.USAGE_GROUPING_KEY },
            }),
          ),
        }),
      ),
      whole(
        shape(pb.GetUsageResponse, {
          ...{ from: text(10), to: text(10) },
          groups: many(shape(pb.UsageGroup, { group: text(64), counts: one(counts) }), groupsMax),
          ...{ total: one(counts), steps: one(quota), pixels: one(quota), tokens: one(quota) },
          ...{ resetsAt: time, limits: one(limits) },
        }),
      ),
    ),
    listAudit: unary(
      `/${service}/ListAudit`,
      whole(shape(pb.ListAuditRequest, pageFields)),
      whole(shape(pb.ListAuditResponse, { entries: many(auditEntry, pageMax), nextPageToken })),
    ),
  },
} as const;
