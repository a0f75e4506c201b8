/* What the neutral seeder knows of extensions: BEP 10 for a deep request queue, BEP 9 for those who have only a magnet link. */
#ifndef WARREN_BENCH_METADATA_H
#define WARREN_BENCH_METADATA_H

#include "wire.h"

enum { METADATA_NUMBER = 1, METADATA_PIECE = 16384, LONGEST_EXTENDED_HANDSHAKE = 128 };
enum { LONGEST_METADATA_REPLY = METADATA_PIECE + 128 };

struct metadata {
  unsigned char *bytes;
  uint32_t length;
};

static inline struct metadata read_metadata(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) fail(path);
  struct metadata metadata = {.length = ftell(file)};
  metadata.bytes = malloc(metadata.length);
  rewind(file);
  if (fread(metadata.bytes, 1, metadata.length, file) != metadata.length) fail(path);
  fclose(file);
  return metadata;
}

/* libtorrent asks for no more at a time than a peer says it takes (reqq). @returns how long it is */
static inline size_t write_extended_handshake(unsigned char *message, uint32_t metadata_length) {
  int length = snprintf((char *)message + 6, LONGEST_EXTENDED_HANDSHAKE - 6,
                        "d1:md11:ut_metadatai%dee13:metadata_sizei%ue4:reqqi2000ee", METADATA_NUMBER, metadata_length);
  write_u32(message, 2 + length);
  message[4] = EXTENDED;
  message[5] = 0;
  return 6 + length;
}

/* The integer behind a key of a bencoded dictionary, found by looking for the key; -1 when it is not there. */
static inline long find_integer(const unsigned char *text, size_t length, const char *key) {
  const unsigned char *found = memmem(text, length, key, strlen(key));
  if (found == NULL) return -1;
  char digits[12] = {0};
  size_t start = found - text + strlen(key), left = length - start;
  memcpy(digits, text + start, left < 11 ? left : 11);
  return strtol(digits, NULL, 10);
}

static inline int read_metadata_number(const unsigned char *handshake, size_t length) {
  long number = find_integer(handshake, length, "11:ut_metadatai");
  return number > 0 && number < 256 ? number : 0;
}

/* @returns how long the reply is; 0 when there is none to give */
static inline size_t write_metadata_piece(unsigned char *reply, const struct metadata *metadata, int number,
                                          const unsigned char *request, size_t length, int *is_last) {
  long piece = find_integer(request, length, "5:piecei");
  *is_last = 0;
  if (find_integer(request, length, "8:msg_typei") != 0 || piece < 0) return 0;
  uint64_t start = (uint64_t)piece * METADATA_PIECE;
  if (start >= metadata->length) return 0;
  uint32_t left = metadata->length - start, size = left < METADATA_PIECE ? left : METADATA_PIECE;
  int header = snprintf((char *)reply + 6, 122, "d8:msg_typei1e5:piecei%lde10:total_sizei%uee", piece, metadata->length);
  memcpy(reply + 6 + header, metadata->bytes + start, size);
  write_u32(reply, 2 + header + size);
  reply[4] = EXTENDED;
  reply[5] = number;
  *is_last = size == left;
  return 6 + header + size;
}

#endif
