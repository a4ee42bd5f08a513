/** What a key needs for each method, and which methods answer a repeated request once. */
import type {
  accountContract,
  editingContract,
  evaluationContract,
  jobContract,
  recipeContract,
  ServiceContract,
  tenantContract,
  webhookContract,
} from '@safelight/wire';
import type { Scope } from '../auth/identity.ts';

export interface Access {
  readonly scope: Scope;
  /**
   * It creates or changes something that a repetition would do twice: it heeds `idempotency-key`. The methods that do
   * not are those whose repetition changes nothing.
   */
  readonly once: boolean;
}

/** Every method of the contract; the compiler asks for one that is missing. */
export type AccessTo<C extends ServiceContract> = { readonly [K in keyof C['methods']]: Access };

const read: Access = { scope: 'read', once: false };
const edit: Access = { scope: 'edit', once: false };
const editOnce: Access = { scope: 'edit', once: true };
const evaluateOnce: Access = { scope: 'evaluate', once: true };
const admin: Access = { scope: 'admin', once: false };
const adminOnce: Access = { scope: 'admin', once: true };
const platform: Access = { scope: 'platform', once: false };
const platformOnce: Access = { scope: 'platform', once: true };

export const editingAccess: AccessTo<typeof editingContract> = {
  ...{ createPhoto: editOnce, importPhoto: editOnce, getPhoto: read, getOriginal: read, listPhotos: read },
  ...{ deletePhoto: edit, createSession: editOnce, getSession: read, listSessions: read },
  ...{ deleteSession: edit },
  ...{ createTurn: editOnce, getTurn: read, cancelTurn: edit, reviseTurn: editOnce, getTrajectory: read },
  ...{ streamEvents: read, listEvents: read, getRecipe: read, exportRecipe: read, changeRecipe: editOnce },
  ...{ getReport: read },
  ...{ render: read, getImage: read },
};

export const recipeAccess: AccessTo<typeof recipeContract> = {
  ...{ listTools: read, convertRecipe: read, validateRecipe: read },
  ...{ createPreset: editOnce, getPreset: read, listPresets: read, replacePreset: edit, deletePreset: edit },
  exportPreset: read,
};

export const jobAccess: AccessTo<typeof jobContract> = {
  ...{ createEdit: editOnce, getEdit: read, createRender: editOnce, getRender: read, getRenderContent: read },
  ...{ createBatch: editOnce, getBatch: read, listBatchItems: read, listJobs: read, getJob: read, cancelJob: edit },
};

export const accountAccess: AccessTo<typeof accountContract> = {
  ...{ createKey: adminOnce, getKey: admin, listKeys: admin, rotateKey: adminOnce, revokeKey: admin },
  ...{ getUsage: read, listAudit: admin },
};

export const webhookAccess: AccessTo<typeof webhookContract> = {
  ...{ createWebhook: adminOnce, getWebhook: admin, listWebhooks: admin, changeWebhook: admin, deleteWebhook: admin },
  ...{ rotateWebhookSecret: adminOnce, testWebhook: adminOnce, replayWebhook: adminOnce },
  listWebhookDeliveries: admin,
};

export const tenantAccess: AccessTo<typeof tenantContract> = {
  ...{ createTenant: platformOnce, getTenant: platform, listTenants: platform, updateTenant: platform },
  ...{ deleteTenant: platform, listPlans: platform },
};

export const evaluationAccess: AccessTo<typeof evaluationContract> = {
  ...{ evaluate: evaluateOnce, compare: evaluateOnce, createEvaluationBatch: evaluateOnce },
  ...{ getEvaluationBatch: read, listEvaluationBatchItems: read },
};
