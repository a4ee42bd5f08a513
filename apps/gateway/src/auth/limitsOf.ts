/** What a tenant may use, for callers and for work in the background. */
import { Fault } from '@safelight/core';
import type { CallerContext, TenantContext } from '../context.ts';
import { ownTenant } from '../store/tenants.ts';
import { plans } from './plans.ts';
import type { PlanLimits } from './plans.ts';
import type { TenantRow } from '../store/schema.ts';

/** The limits of the caller's tenant; without a caller they are read from the database. @throws Fault tenant.suspended */
export async function limitsOf(context: TenantContext | CallerContext): Promise<PlanLimits> {
  if ('identity' in context) return context.identity.limits;
  const tenant = await ownTenant(context.store);
  if (tenant.state !== 'active') {
    throw new Fault('tenant.suspended', 'The account is suspended or deleted, so its work does not go on.');
  }
  return effectiveLimits(tenant);
}

export function effectiveLimits({ plan, limits }: Pick<TenantRow, 'plan' | 'limits'>): PlanLimits {
  return { ...plans[plan], ...limits };
}

/** @throws Fault photo.tooLarge when the plan takes no file of this size */
export async function checkPhotoBytes(context: TenantContext | CallerContext, sizeBytes: number): Promise<void> {
  const { photoSizeBytes } = await limitsOf(context);
  if (sizeBytes <= photoSizeBytes) return;
  const limitMib = Math.floor(photoSizeBytes / 1024 / 1024);
  throw new Fault('photo.tooLarge', `Your plan takes photos up to ${limitMib} MiB. Send a smaller file.`, {
    field: 'file',
  });
}

/** @throws Fault photo.tooLarge when the plan takes no photo of this area */
export async function checkPhotoPixels(
  context: TenantContext | CallerContext,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<void> {
  const { photoAreaPixels } = await limitsOf(context);
  if (width * height <= photoAreaPixels) return;
  const limit = Math.floor(photoAreaPixels / 1e6);
  throw new Fault('photo.tooLarge', `Your plan takes photos up to ${limit} megapixels. Send a smaller one.`, {
    field: 'file',
  });
}
