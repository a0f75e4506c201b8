/** A port that the outside is to reach us on. */
export interface MappingWish {
  readonly protocol: 'tcp' | 'udp';
  /** Where we listen. */
  readonly internalPort: number;
  /** Wanted, not certain; 0: any. */
  readonly externalPort: number;
  /** 0 ends it. */
  readonly lifetimeSeconds: number;
}

export type MappingAnswer =
  | {
      readonly kind: 'granted';
      readonly externalPort: number;
      readonly lifetimeSeconds: number;
      /** Our address as the gateway says; undefined where it does not. */
      readonly externalAddress: string | undefined;
      /** It has forgotten what it granted before (it was restarted). */
      readonly hasForgotten: boolean;
    }
  /** It will not; `message` is a sentence for a person. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Nobody speaks this protocol here. */
  | { readonly kind: 'silent' };

/** One way to ask a gateway for ports. */
export interface PortMapper {
  /** Asks for a mapping, or for more time for the one that there is. */
  map(wish: MappingWish): Promise<MappingAnswer>;
}
