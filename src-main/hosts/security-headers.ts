type WindowSurroundings = {
  /** What the window talks to beside where it came from, as sources of `connect-src`. */
  readonly connectsTo?: readonly string[];
  /** Nothing of another origin is embedded, not even where that would allow it. */
  readonly isolated?: boolean;
};

/** Sent with every answer: the window loads its own files, talks to its own engine, and nothing else. */
export function securityHeaders({
  connectsTo = [],
  isolated = false,
}: WindowSurroundings = {}): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "media-src 'self' blob:",
    ["connect-src 'self'", ...connectsTo].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(isolated ? { 'cross-origin-embedder-policy': 'require-corp' } : {}),
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), display-capture=()',
  };
}
