/** A picture for an artwork id: shapes and colours that follow from it, so that covers can be told apart. */
export function exampleCover(id: string): string {
  const seed = Number.parseInt(id.slice(-8), 16) >>> 0;
  const hue = seed % 360;
  const other = (hue + 40 + (seed % 90)) % 360;
  const shapes = [0, 1, 2, 3].map((at) => {
    const value = (seed >>> (at * 5)) & 31;
    return `<circle cx="${(value * 53) % 320}" cy="${(value * 97) % 320}" r="${40 + value * 4}" fill="hsl(${other} 45% ${30 + at * 14}% / 70%)"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320" viewBox="0 0 320 320" preserveAspectRatio="xMidYMid slice"><rect width="320" height="320" fill="hsl(${hue} 38% 42%)"/>${shapes.join('')}</svg>`;
}
