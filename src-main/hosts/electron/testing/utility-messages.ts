/** What the stand-in's two halves of a utility process tell each other over the child's channel. */
export type ToChild =
  | { readonly kind: 'message'; readonly payload: Uint8Array; readonly ports: readonly number[] }
  | { readonly kind: 'port-message'; readonly port: number; readonly payload: Uint8Array }
  | { readonly kind: 'port-closed'; readonly port: number };

export type FromChild =
  | { readonly kind: 'message'; readonly payload: Uint8Array }
  | { readonly kind: 'port-message'; readonly port: number; readonly payload: Uint8Array }
  | { readonly kind: 'port-closed'; readonly port: number };
