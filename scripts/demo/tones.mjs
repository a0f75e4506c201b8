// A few seconds of sound made of sines: enough for a file that plays and that nobody else owns.

export const sampleRate = 44_100;
const channels = 2;
const bytesPerSample = 2;

/** @returns the samples of a track, 16 bit stereo: a slow melody over a drone, soft at both ends */
export function makeSamples({ seconds, root, steps }) {
  const count = Math.round(seconds * sampleRate);
  const data = Buffer.alloc(count * channels * bytesPerSample);
  const noteSamples = sampleRate * 0.75;
  for (let i = 0; i < count; i++) {
    const note = steps[Math.floor(i / noteSamples) % steps.length];
    const time = i / sampleRate;
    const inNote = (i % noteSamples) / noteSamples;
    const melody = Math.sin(2 * Math.PI * root * 2 ** (note / 12) * time) * Math.sin(Math.PI * inNote);
    const drone = Math.sin((2 * Math.PI * root * time) / 2);
    const fade = Math.min(1, time, seconds - time);
    const left = (0.5 * melody + 0.2 * drone) * fade;
    const right = (0.4 * melody + 0.3 * drone) * fade;
    data.writeInt16LE(Math.round(left * 32_000), i * 4);
    data.writeInt16LE(Math.round(right * 32_000), i * 4 + 2);
  }
  return data;
}

/** A WAV file with its tags in a LIST INFO chunk (RIFF): INAM title, IART artist, IPRD album, ITRK number, ICOP licence. */
export function makeWav(samples, tags) {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * channels * bytesPerSample, 8);
  format.writeUInt16LE(channels * bytesPerSample, 12);
  format.writeUInt16LE(8 * bytesPerSample, 14);
  const info = Object.entries(tags).map(([id, text]) => chunk(id, Buffer.from(`${text}\0`)));
  const body = [
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...info])),
    chunk('data', samples),
  ];
  return chunk('RIFF', Buffer.concat(body));
}

function chunk(id, data) {
  const head = Buffer.alloc(8);
  head.write(id, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
