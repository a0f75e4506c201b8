/** What the user has said by hand, and what the schedule said at that moment. */
export interface ByHand {
  readonly isOn: boolean;
  readonly wasScheduled: boolean;
}

export interface AlternativeNow {
  readonly isOn: boolean;
  /** Who has switched it on; null while it is off. */
  readonly because: 'hand' | 'schedule' | null;
}

/**
 * Whether the alternative limits hold. A word by hand holds until the schedule next begins or ends; without a schedule,
 * until the next word.
 */
export function alternativeNow(byHand: ByHand | null, isScheduled: boolean): AlternativeNow {
  if (byHand === null || isOver(byHand, isScheduled))
    return isScheduled ? { isOn: true, because: 'schedule' } : { isOn: false, because: null };
  if (!byHand.isOn) return { isOn: false, because: null };
  // Both say so: then it ends with the schedule.
  return { isOn: true, because: isScheduled ? 'schedule' : 'hand' };
}

/** The schedule has had its say since. */
export function isOver(byHand: ByHand, isScheduled: boolean): boolean {
  return byHand.wasScheduled !== isScheduled;
}
