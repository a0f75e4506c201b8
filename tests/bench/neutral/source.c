/*
 * A seeder of one file that does as little as can be done: it answers requests from a mapping of the file, with one
 * system call for all that were read together. No hashing, no choking, no limits; so a measured download is limited by
 * the client that downloads. One thread for each connection.
 *
 * source ADDRESS PORT FILE PIECE_LENGTH INFOHASH
 *
 * Reports: `listening`, `first` (before the first block is sent), `sent BYTES` at each sixteenth of the file, `all`
 * when as many bytes as the file has are handed to the kernel.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include "wire.h"

enum { READ_AHEAD = 1 << 16, REQUEST_LENGTH = 17, PIECE_HEADER_LENGTH = 13 };
enum { LARGEST_BLOCK = 1 << 17, MOST_REQUESTS = READ_AHEAD / REQUEST_LENGTH + 1, VECTORS_AT_ONCE = 1024 };

/* Extended handshake (BEP 10) that allows a deep request queue: libtorrent asks for no more than a peer says it takes. */
static const char allow_deep_queue[] = "d1:mde4:reqqi2000ee";

static unsigned char *content;
static uint64_t content_length;
static uint32_t piece_length;
static unsigned char infohash[HASH_LENGTH];
static atomic_uint_fast64_t sent_bytes;
static pthread_once_t first_block = PTHREAD_ONCE_INIT;

struct answers {
  struct iovec vectors[2 * MOST_REQUESTS];
  unsigned char headers[PIECE_HEADER_LENGTH * MOST_REQUESTS];
  int count;
  uint64_t bytes;
};

static void report_first(void) { report("first"); }

static void count_sent(uint64_t bytes) {
  uint64_t sent = atomic_fetch_add(&sent_bytes, bytes) + bytes;
  uint64_t step = content_length / 16 + 1;
  if (sent / step != (sent - bytes) / step) {
    printf("sent %llu\n", (unsigned long long)sent);
    fflush(stdout);
  }
  if (sent >= content_length && sent - bytes < content_length) report("all");
}

static int write_vectors(int connection, struct iovec *vectors, int count) {
  while (count > 0) {
    ssize_t written = writev(connection, vectors, count < VECTORS_AT_ONCE ? count : VECTORS_AT_ONCE);
    if (written <= 0) return 0;
    for (; count > 0 && (size_t)written >= vectors->iov_len; vectors++, count--) written -= vectors->iov_len;
    if (count > 0) {
      vectors->iov_base = (char *)vectors->iov_base + written;
      vectors->iov_len -= written;
    }
  }
  return 1;
}

/* Handshake of a peer that wants our file, then ours and all that says we have every piece. */
static int greet(int connection) {
  unsigned char handshake[HANDSHAKE_LENGTH];
  if (!read_whole(connection, handshake, HANDSHAKE_LENGTH)) return 0;
  if (memcmp(handshake + 28, infohash, HASH_LENGTH) != 0) return 0;
  int knows_extensions = (handshake[25] & 0x10) != 0;
  write_handshake(handshake, infohash, "-SR0100-");
  if (knows_extensions) handshake[25] = 0x10;
  if (!write_whole(connection, handshake, HANDSHAKE_LENGTH)) return 0;

  size_t extension_length = knows_extensions ? 6 + sizeof allow_deep_queue - 1 : 0;
  uint32_t pieces = (content_length + piece_length - 1) / piece_length;
  size_t bitfield_length = (pieces + 7) / 8;
  unsigned char *message = malloc(extension_length + 5 + bitfield_length);
  unsigned char *at = message;
  /* The bitfield comes first: some clients take it only there. */
  write_u32(at, 1 + bitfield_length);
  at[4] = BITFIELD;
  memset(at + 5, 0xff, bitfield_length);
  if (pieces % 8 != 0) at[4 + bitfield_length] = 0xff << (8 - pieces % 8);
  at += 5 + bitfield_length;
  if (knows_extensions) {
    write_u32(at, 2 + sizeof allow_deep_queue - 1);
    at[4] = EXTENDED;
    at[5] = 0;
    memcpy(at + 6, allow_deep_queue, sizeof allow_deep_queue - 1);
  }
  int is_written = write_whole(connection, message, extension_length + 5 + bitfield_length);
  free(message);
  return is_written;
}

static int answer(const unsigned char *request, struct answers *answers) {
  uint32_t piece = read_u32(request + 5), begin = read_u32(request + 9), length = read_u32(request + 13);
  uint64_t start = (uint64_t)piece * piece_length + begin;
  if (length > LARGEST_BLOCK || start + length > content_length) return 0;
  unsigned char *header = answers->headers + PIECE_HEADER_LENGTH * answers->count;
  write_u32(header, 9 + length);
  header[4] = PIECE;
  write_u32(header + 5, piece);
  write_u32(header + 9, begin);
  answers->vectors[2 * answers->count] = (struct iovec){header, PIECE_HEADER_LENGTH};
  answers->vectors[2 * answers->count + 1] = (struct iovec){content + start, length};
  answers->count++;
  answers->bytes += length;
  return 1;
}

static void serve_peer(int connection, unsigned char *buffer, struct answers *answers) {
  static const unsigned char unchoke[] = {0, 0, 0, 1, UNCHOKE};
  size_t held = 0;
  for (;;) {
    ssize_t count = read(connection, buffer + held, READ_AHEAD - held);
    if (count <= 0) return;
    held += count;
    size_t at = 0;
    answers->count = 0;
    answers->bytes = 0;
    while (held - at >= 4) {
      uint32_t length = read_u32(buffer + at);
      if (length > READ_AHEAD - 4) return;
      if (held - at < 4 + length) break;
      const unsigned char *message = buffer + at;
      if (length == 13 && message[4] == REQUEST && !answer(message, answers)) return;
      if (length == 1 && message[4] == INTERESTED && !write_whole(connection, unchoke, sizeof unchoke)) return;
      at += 4 + length;
    }
    memmove(buffer, buffer + at, held - at);
    held -= at;
    if (answers->count == 0) continue;
    pthread_once(&first_block, report_first);
    if (!write_vectors(connection, answers->vectors, 2 * answers->count)) return;
    count_sent(answers->bytes);
  }
}

static void *run_connection(void *argument) {
  int connection = (int)(intptr_t)argument, yes = 1;
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  unsigned char *buffer = malloc(READ_AHEAD);
  struct answers *answers = malloc(sizeof *answers);
  if (greet(connection)) serve_peer(connection, buffer, answers);
  free(answers);
  free(buffer);
  close(connection);
  return NULL;
}

int main(int count, char **arguments) {
  if (count != 6) return 2;
  signal(SIGPIPE, SIG_IGN);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(arguments[2]))};
  inet_aton(arguments[1], &address.sin_addr);
  piece_length = strtoul(arguments[4], NULL, 10);
  parse_infohash(arguments[5], infohash);

  int file = open(arguments[3], O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) fail(arguments[3]);
  content_length = status.st_size;
  content = mmap(NULL, content_length, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
  if (content == MAP_FAILED) fail("mmap");

  int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) fail("bind");
  if (listen(listener, 64) != 0) fail("listen");
  report("listening");
  for (;;) {
    int connection = accept(listener, NULL, NULL);
    if (connection < 0) continue;
    pthread_t thread;
    if (pthread_create(&thread, NULL, run_connection, (void *)(intptr_t)connection) != 0) fail("thread");
    pthread_detach(thread);
  }
}
