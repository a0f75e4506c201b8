/*
 * What source.c and sink.c share of the peer wire protocol (BEP 3): handshake, message numbers, big-endian integers, and
 * the clock of their reports, CLOCK_MONOTONIC, which is the same for all processes of a machine.
 */
#ifndef WARREN_BENCH_WIRE_H
#define WARREN_BENCH_WIRE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CHOKE = 0, UNCHOKE = 1, INTERESTED = 2, UNINTERESTED = 3, BITFIELD = 5, REQUEST = 6, PIECE = 7, EXTENDED = 20 };

enum { HASH_LENGTH = 20, HANDSHAKE_LENGTH = 68, BLOCK_LENGTH = 16384 };

static inline uint32_t read_u32(const unsigned char *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static inline void write_u32(unsigned char *bytes, uint32_t value) {
  bytes[0] = value >> 24;
  bytes[1] = value >> 16;
  bytes[2] = value >> 8;
  bytes[3] = value;
}

/* A line for the harness: a word and the moment, in seconds. */
static inline void report(const char *word) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  printf("%s %lld.%09ld\n", word, (long long)now.tv_sec, now.tv_nsec);
  fflush(stdout);
}

static inline void fail(const char *what) {
  perror(what);
  exit(1);
}

static inline void parse_infohash(const char *hex, unsigned char *infohash) {
  for (int i = 0; i < HASH_LENGTH; i++) {
    unsigned byte;
    if (sscanf(hex + 2 * i, "%2x", &byte) != 1) {
      fprintf(stderr, "not an infohash: %s\n", hex);
      exit(2);
    }
    infohash[i] = byte;
  }
}

/* NUMBER tells those of one process apart. */
static inline void write_handshake(unsigned char *handshake, const unsigned char *infohash, const char *client, int number) {
  handshake[0] = 19;
  memcpy(handshake + 1, "BitTorrent protocol", 19);
  memset(handshake + 20, 0, 8);
  memcpy(handshake + 28, infohash, HASH_LENGTH);
  char peer_id[21];
  snprintf(peer_id, sizeof peer_id, "%.8s%06u%06u", client, (unsigned)getpid() % 1000000, (unsigned)number % 1000000);
  memcpy(handshake + 48, peer_id, 20);
}

static inline int read_whole(int connection, unsigned char *into, size_t length) {
  for (size_t done = 0; done < length;) {
    ssize_t count = read(connection, into + done, length - done);
    if (count <= 0) return 0;
    done += count;
  }
  return 1;
}

static inline int write_whole(int connection, const unsigned char *bytes, size_t length) {
  for (size_t done = 0; done < length;) {
    ssize_t count = write(connection, bytes + done, length - done);
    if (count <= 0) return 0;
    done += count;
  }
  return 1;
}

#endif
