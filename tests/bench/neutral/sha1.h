/* SHA-1 (RFC 3174) of what fits in a few lines of memory: for the handshake of encryption only, never for payload. */
#ifndef WARREN_BENCH_SHA1_H
#define WARREN_BENCH_SHA1_H

#include <stdint.h>
#include <string.h>

enum { SHA1_LENGTH = 20, SHA1_LONGEST = 375 };

static inline uint32_t rotate_left(uint32_t value, int bits) { return value << bits | value >> (32 - bits); }

static inline void sha1_block(uint32_t state[5], const unsigned char *block) {
  uint32_t words[80];
  for (int i = 0; i < 16; i++)
    words[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 |
               block[4 * i + 3];
  for (int i = 16; i < 80; i++)
    words[i] = rotate_left(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int i = 0; i < 80; i++) {
    uint32_t mix = i < 20   ? ((b & c) | (~b & d)) + 0x5a827999
                   : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1
                   : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
                            : (b ^ c ^ d) + 0xca62c1d6;
    uint32_t next = rotate_left(a, 5) + mix + e + words[i];
    e = d;
    d = c;
    c = rotate_left(b, 30);
    b = a;
    a = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

/* LENGTH is at most SHA1_LONGEST. */
static inline void sha1(const void *bytes, size_t length, unsigned char *digest) {
  uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  unsigned char padded[384] = {0};
  memcpy(padded, bytes, length);
  padded[length] = 0x80;
  size_t whole = (length + 9 + 63) / 64 * 64;
  for (int i = 0; i < 8; i++) padded[whole - 1 - i] = (uint64_t)length * 8 >> (8 * i);
  for (size_t at = 0; at < whole; at += 64) sha1_block(state, padded + at);
  for (int i = 0; i < 20; i++) digest[i] = state[i / 4] >> (24 - 8 * (i % 4));
}

#endif
