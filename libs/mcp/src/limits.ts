/** Limits of the MCP server. The unit is the last word of each name. */
export const mcpLimits = {
  /** Pictures in answers: as large as what the agent itself looks at, and small enough for any model's context. */
  proxyEdgePixels: 1_024,
  proxyQuality: 80,
  /** Photos as base64 in a call; larger ones come as a path or a URL. */
  base64Chars: 24 * 1024 * 1024,
  /** One message: such a photo and what is around it. */
  messageBytes: 25 * 1024 * 1024,
  /** Of a picture within an answer. */
  imageBytes: 1024 * 1024,
  /** Of a resource before base64; a larger photo is fetched from the API. */
  resourceBytes: 24 * 1024 * 1024,
  /** Of a photo below the allowed root. */
  photoSizeBytes: 256 * 1024 * 1024,
  recipeChars: 8 * 1024 * 1024,
  instructionChars: 2_000,
  /** How long a call waits for its edit. The edit goes on; `continue_edit` and the resources reach it. */
  editDeadlineMs: 600_000,
  /** Sessions of 2025 clients over HTTP. */
  sessionsCount: 256,
  sessionIdleMs: 30 * 60_000,
  /** What is left open when the server stops. */
  drainMs: 2_000,
} as const;
