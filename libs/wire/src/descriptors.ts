import { fileURLToPath } from 'node:url';

/** The contracts as a `FileDescriptorSet`, made beside the generated code; servers answer reflection from it. */
export const descriptorSetPath = fileURLToPath(new URL('../generated/descriptors.binpb', import.meta.url));
