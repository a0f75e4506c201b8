import { AppError } from '#shared/contract/errors.ts';

const factors: Readonly<Record<string, number>> = { '': 1, K: 1_000, M: 1_000_000, G: 1_000_000_000 };

/**
 * Bytes per second from `500`, `500K`, `1.5M`; null from `none`. K is 1000, as everywhere that Warren shows sizes.
 * @throws AppError `invalid-input`
 */
export function parseRate(text: string): number | null {
  if (text.trim().toLowerCase() === 'none') return null;
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMG]?)(?:B(?:\/s)?)?$/iu.exec(text.trim()) ?? [];
  const rate = number === '' ? NaN : Math.round(Number(number) * (factors[unit.toUpperCase()] ?? NaN));
  if (Number.isSafeInteger(rate) && rate > 0) return rate;
  throw new AppError(
    'invalid-input',
    `"${text}" is no limit. Give bytes per second like 500K or 1.5M, or "none" for no limit.`,
  );
}
