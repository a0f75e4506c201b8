const storageKey = 'warren.details';

/** Px that a person gave the details: beside the list, and below it. */
export interface PanelSize {
  readonly beside: number;
  readonly below: number;
}

const sizeAtFirst: PanelSize = { beside: 420, below: 300 };

export function rememberedPanelSize(): PanelSize {
  const [beside = 0, below = 0] = (localStorage.getItem(storageKey) ?? '').split(' ').map(Number);
  return beside > 0 && below > 0 ? { beside, below } : sizeAtFirst;
}

export function rememberPanelSize({ beside, below }: PanelSize): void {
  localStorage.setItem(storageKey, `${beside} ${below}`);
}
