/*
 * Message stream encryption with RC4 for the neutral seeder and leecher, and nothing else: a peer that wants plain bytes is
 * refused. Both ends of its handshake (https://wiki.vuze.com/w/Message_Stream_Encryption), without padding of our own.
 */
#ifndef WARREN_BENCH_ENCRYPTION_H
#define WARREN_BENCH_ENCRYPTION_H

#include <sys/random.h>
#include "diffie-hellman.h"
#include "sha1.h"
#include "wire.h"

enum { CHECK_LENGTH = 8, MOST_PADDING = 512, CRYPTO_RC4 = 2, DISCARDED = 1024 };

struct rc4 {
  unsigned char state[256], i, j;
};

/* What travels on one connection, encrypted or plain. */
struct channel {
  int connection, is_encrypted;
  struct rc4 in, out;
  /* What belongs to the stream and was read with the handshake, already decrypted. */
  unsigned char early[4096];
  size_t early_length;
};

static inline void apply_rc4(struct rc4 *rc4, const unsigned char *from, unsigned char *to, size_t length) {
  unsigned char i = rc4->i, j = rc4->j, *state = rc4->state;
  for (size_t at = 0; at < length; at++) {
    unsigned char a = state[++i];
    j += a;
    unsigned char b = state[j];
    state[i] = b;
    state[j] = a;
    to[at] = from[at] ^ state[(unsigned char)(a + b)];
  }
  rc4->i = i;
  rc4->j = j;
}

static inline void start_rc4(struct rc4 *rc4, const char *label, const unsigned char *secret, const unsigned char *infohash) {
  unsigned char text[4 + KEY_LENGTH + HASH_LENGTH], key[SHA1_LENGTH], unused[DISCARDED] = {0}, j = 0;
  memcpy(text, label, 4);
  memcpy(text + 4, secret, KEY_LENGTH);
  memcpy(text + 4 + KEY_LENGTH, infohash, HASH_LENGTH);
  sha1(text, sizeof text, key);
  for (int i = 0; i < 256; i++) rc4->state[i] = i;
  for (int i = 0; i < 256; i++) {
    unsigned char swap = rc4->state[i];
    j += swap + key[i % SHA1_LENGTH];
    rc4->state[i] = rc4->state[j];
    rc4->state[j] = swap;
  }
  rc4->i = rc4->j = 0;
  apply_rc4(rc4, unused, unused, DISCARDED);
}

static inline void hash_labelled(const char *label, const unsigned char *bytes, size_t length, unsigned char *digest) {
  unsigned char text[4 + KEY_LENGTH];
  memcpy(text, label, 4);
  memcpy(text + 4, bytes, length);
  sha1(text, 4 + length, digest);
}

/* Sends our key, reads theirs. */
static inline int exchange_keys(int connection, unsigned char *shared) {
  static const number two = {{2}};
  unsigned char secret[SECRET_LENGTH], key[KEY_LENGTH];
  if (getrandom(secret, sizeof secret, 0) != sizeof secret) return 0;
  number ours = power_modulo(&two, secret);
  write_key(key, &ours);
  if (!write_whole(connection, key, KEY_LENGTH) || !read_whole(connection, key, KEY_LENGTH)) return 0;
  number theirs = read_key(key), both = power_modulo(&theirs, secret);
  write_key(shared, &both);
  return 1;
}

/* Reads on until the pattern has gone by, at most so much padding before it. */
static inline int skip_past(int connection, const unsigned char *pattern, size_t length) {
  unsigned char seen[MOST_PADDING + SHA1_LENGTH];
  if (!read_whole(connection, seen, length)) return 0;
  for (size_t held = length; memcmp(seen + held - length, pattern, length) != 0; held++) {
    if (held == MOST_PADDING + length || !read_whole(connection, seen + held, 1)) return 0;
  }
  return 1;
}

static inline int read_decrypted(struct channel *channel, unsigned char *into, size_t length) {
  if (!read_whole(channel->connection, into, length)) return 0;
  apply_rc4(&channel->in, into, into, length);
  return 1;
}

/* For whoever was called. */
static inline int accept_encrypted(struct channel *channel, const unsigned char *infohash) {
  unsigned char shared[KEY_LENGTH], pattern[SHA1_LENGTH], other[SHA1_LENGTH], offer[SHA1_LENGTH], text[MOST_PADDING];
  if (!exchange_keys(channel->connection, shared)) return 0;
  hash_labelled("req1", shared, KEY_LENGTH, pattern);
  if (!skip_past(channel->connection, pattern, SHA1_LENGTH)) return 0;
  hash_labelled("req2", infohash, HASH_LENGTH, pattern);
  hash_labelled("req3", shared, KEY_LENGTH, other);
  if (!read_whole(channel->connection, offer, SHA1_LENGTH)) return 0;
  for (int i = 0; i < SHA1_LENGTH; i++) {
    if (offer[i] != (pattern[i] ^ other[i])) return 0;
  }
  start_rc4(&channel->in, "keyA", shared, infohash);
  start_rc4(&channel->out, "keyB", shared, infohash);
  if (!read_decrypted(channel, text, CHECK_LENGTH + 6) || !(text[CHECK_LENGTH + 3] & CRYPTO_RC4)) return 0;
  size_t padding = text[CHECK_LENGTH + 4] << 8 | text[CHECK_LENGTH + 5];
  if (padding > MOST_PADDING || !read_decrypted(channel, text, padding) || !read_decrypted(channel, text, 2)) return 0;
  channel->early_length = text[0] << 8 | text[1];
  if (channel->early_length > sizeof channel->early) return 0;
  if (!read_decrypted(channel, channel->early, channel->early_length)) return 0;
  unsigned char answer[CHECK_LENGTH + 6] = {[CHECK_LENGTH + 3] = CRYPTO_RC4};
  apply_rc4(&channel->out, answer, answer, sizeof answer);
  channel->is_encrypted = 1;
  return write_whole(channel->connection, answer, sizeof answer);
}

/* For whoever calls; FIRST is what is sent with the offer. */
static inline int call_encrypted(struct channel *channel, const unsigned char *infohash, const unsigned char *first,
                                 size_t length) {
  unsigned char shared[KEY_LENGTH], other[SHA1_LENGTH], text[2 * SHA1_LENGTH + CHECK_LENGTH + 8 + HANDSHAKE_LENGTH] = {0};
  if (!exchange_keys(channel->connection, shared)) return 0;
  start_rc4(&channel->out, "keyA", shared, infohash);
  start_rc4(&channel->in, "keyB", shared, infohash);
  hash_labelled("req1", shared, KEY_LENGTH, text);
  hash_labelled("req2", infohash, HASH_LENGTH, text + SHA1_LENGTH);
  hash_labelled("req3", shared, KEY_LENGTH, other);
  for (int i = 0; i < SHA1_LENGTH; i++) text[SHA1_LENGTH + i] ^= other[i];
  unsigned char *offer = text + 2 * SHA1_LENGTH;
  offer[CHECK_LENGTH + 3] = CRYPTO_RC4;
  offer[CHECK_LENGTH + 7] = length;
  memcpy(offer + CHECK_LENGTH + 8, first, length);
  apply_rc4(&channel->out, offer, offer, CHECK_LENGTH + 8 + length);
  if (!write_whole(channel->connection, text, 2 * SHA1_LENGTH + CHECK_LENGTH + 8 + length)) return 0;
  unsigned char check[CHECK_LENGTH] = {0}, answer[MOST_PADDING];
  apply_rc4(&channel->in, check, check, CHECK_LENGTH);
  if (!skip_past(channel->connection, check, CHECK_LENGTH) || !read_decrypted(channel, answer, 6)) return 0;
  if (answer[3] != CRYPTO_RC4) return 0;
  size_t padding = answer[4] << 8 | answer[5];
  channel->is_encrypted = 1;
  return padding <= MOST_PADDING && read_decrypted(channel, answer, padding);
}

static inline ssize_t channel_read(struct channel *channel, unsigned char *into, size_t length) {
  if (channel->early_length > 0) {
    size_t count = channel->early_length < length ? channel->early_length : length;
    memcpy(into, channel->early, count);
    memmove(channel->early, channel->early + count, channel->early_length -= count);
    return count;
  }
  ssize_t count = read(channel->connection, into, length);
  if (count > 0 && channel->is_encrypted) apply_rc4(&channel->in, into, into, count);
  return count;
}

static inline int channel_read_whole(struct channel *channel, unsigned char *into, size_t length) {
  for (size_t done = 0; done < length;) {
    ssize_t count = channel_read(channel, into + done, length - done);
    if (count <= 0) return 0;
    done += count;
  }
  return 1;
}

static inline int channel_write(struct channel *channel, const unsigned char *bytes, size_t length) {
  if (!channel->is_encrypted) return write_whole(channel->connection, bytes, length);
  static __thread unsigned char encrypted[1 << 17];
  for (size_t done = 0; done < length;) {
    size_t part = length - done < sizeof encrypted ? length - done : sizeof encrypted;
    apply_rc4(&channel->out, bytes + done, encrypted, part);
    if (!write_whole(channel->connection, encrypted, part)) return 0;
    done += part;
  }
  return 1;
}

#endif
