/** What switches the alternative limits by itself: while it does, both may. */
export interface Automatic {
  readonly isScheduled: boolean;
  /** The computer runs on its battery, and they are wanted then. */
  readonly isOnBattery: boolean;
}

/** What the user has said by hand, and what the schedule or the battery said at that moment. */
export interface ByHand {
  readonly isOn: boolean;
  readonly wasScheduled: boolean;
}

export interface AlternativeNow {
  readonly isOn: boolean;
  /** Who has switched it on; null while it is off. */
  readonly because: 'hand' | 'schedule' | 'battery' | null;
}

/**
 * Whether the alternative limits hold. A word by hand holds until the schedule or the battery next begins or ends to want
 * them; without either, until the next word.
 */
export function alternativeNow(byHand: ByHand | null, automatic: Automatic): AlternativeNow {
  // Of both, the schedule says when it ends.
  const itself = automatic.isScheduled ? 'schedule' : automatic.isOnBattery ? 'battery' : null;
  if (byHand === null || isOver(byHand, automatic)) return { isOn: itself !== null, because: itself };
  if (!byHand.isOn) return { isOn: false, because: null };
  // Both say so: then it ends with the other.
  return { isOn: true, because: itself ?? 'hand' };
}

/** Something else has had its say since. */
export function isOver(byHand: ByHand, automatic: Automatic): boolean {
  return byHand.wasScheduled !== isAutomatic(automatic);
}

export function isAutomatic({ isScheduled, isOnBattery }: Automatic): boolean {
  return isScheduled || isOnBattery;
}
