/*
 * A leecher of one file that does as little as can be done and still proves what it got: it asks for every block once, in
 * order, compares each with the file it should be part of, and keeps nothing. No hashing, no disk; so a measured upload is
 * limited by the client that seeds.
 *
 * sink OWN_ADDRESS ADDRESS PORT FILE PIECE_LENGTH INFOHASH QUEUE plain|rc4
 *
 * It calls from OWN_ADDRESS: some seeders take one peer of an address only. QUEUE is how many requests are on their way at
 * a time. Reports: `connected` (and greeted), `first` (the first block is there), `got BYTES` at each sixteenth of the file, `done` (the
 * last block is there; all were as they should be). Then it is interested no more, as whoever has everything, and waits
 * to be ended, so that the seeder is measured with its peer still there.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include "encryption.h"

/* Some seeders say that they seed a moment before they take peers. */
enum { MOST_ATTEMPTS = 20, BETWEEN_ATTEMPTS_US = 100000 };
enum { READ_AHEAD = 1 << 20, MOST_QUEUED = 1024, REQUEST_LENGTH = 17 };

enum block_state { WANTED = 0, ASKED, RECEIVED };

static const unsigned char *content;
static uint64_t content_length, received_bytes;
static uint32_t piece_length, queue_length, queued;
static unsigned char *block_states;
/* Every block before this one is asked for or received. */
static uint64_t next_block, block_count;
static struct channel channel;

static uint32_t length_of_block(uint64_t block) {
  uint64_t start = block * BLOCK_LENGTH;
  return content_length - start < BLOCK_LENGTH ? content_length - start : BLOCK_LENGTH;
}

static void ask_for_more(void) {
  unsigned char requests[REQUEST_LENGTH * MOST_QUEUED];
  size_t length = 0;
  for (; queued < queue_length && next_block < block_count; next_block++) {
    if (block_states[next_block] != WANTED) continue;
    unsigned char *request = requests + length;
    uint64_t start = next_block * BLOCK_LENGTH;
    write_u32(request, 13);
    request[4] = REQUEST;
    write_u32(request + 5, start / piece_length);
    write_u32(request + 9, start % piece_length);
    write_u32(request + 13, length_of_block(next_block));
    block_states[next_block] = ASKED;
    length += REQUEST_LENGTH;
    queued++;
  }
  if (length > 0 && !channel_write(&channel, requests, length)) fail("request");
}

/* What was asked for will not come (BEP 3): it is asked for again after the next unchoke. */
static void forget_requests(void) {
  for (uint64_t block = 0; block < block_count; block++) {
    if (block_states[block] == ASKED) block_states[block] = WANTED;
  }
  queued = 0;
  next_block = 0;
}

static void take_block(const unsigned char *message, uint32_t length) {
  uint64_t start = (uint64_t)read_u32(message + 5) * piece_length + read_u32(message + 9);
  uint64_t block = start / BLOCK_LENGTH;
  if (received_bytes == 0) report("first");
  if (start % BLOCK_LENGTH != 0 || block >= block_count || block_states[block] != ASKED ||
      length - 9 != length_of_block(block) || memcmp(message + 13, content + start, length - 9) != 0) {
    fprintf(stderr, "wrong block at byte %llu\n", (unsigned long long)start);
    exit(3);
  }
  block_states[block] = RECEIVED;
  queued--;
  uint64_t step = content_length / 16 + 1, before = received_bytes;
  received_bytes += length - 9;
  if (received_bytes / step == before / step) return;
  printf("got %llu\n", (unsigned long long)received_bytes);
  fflush(stdout);
}

static void fetch(unsigned char *buffer) {
  size_t held = 0;
  int may_ask = 0;
  while (received_bytes < content_length) {
    ssize_t count = channel_read(&channel, buffer + held, READ_AHEAD - held);
    if (count <= 0) {
      fprintf(stderr, "the seeder hung up after %llu bytes\n", (unsigned long long)received_bytes);
      exit(4);
    }
    held += count;
    size_t at = 0;
    while (held - at >= 4) {
      uint32_t length = read_u32(buffer + at);
      if (length > READ_AHEAD - 4) exit(5);
      if (held - at < 4 + length) break;
      const unsigned char *message = buffer + at;
      if (length == 1 && message[4] == UNCHOKE) may_ask = 1;
      if (length == 1 && message[4] == CHOKE) {
        may_ask = 0;
        forget_requests();
      }
      if (length > 9 && message[4] == PIECE) take_block(message, length);
      at += 4 + length;
    }
    memmove(buffer, buffer + at, held - at);
    held -= at;
    if (may_ask) ask_for_more();
  }
}

static int call(const char *own_host, const char *host, int port) {
  struct sockaddr_in own = {.sin_family = AF_INET}, address = {.sin_family = AF_INET, .sin_port = htons(port)};
  int yes = 1;
  inet_aton(own_host, &own.sin_addr);
  inet_aton(host, &address.sin_addr);
  memset(&channel, 0, sizeof channel);
  channel.connection = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(channel.connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  setsockopt(channel.connection, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
  if (bind(channel.connection, (struct sockaddr *)&own, sizeof own) != 0) fail("bind");
  return connect(channel.connection, (struct sockaddr *)&address, sizeof address) == 0;
}

static int greet(const unsigned char *infohash, int is_encrypted) {
  static const unsigned char interested[] = {0, 0, 0, 1, INTERESTED};
  unsigned char handshake[HANDSHAKE_LENGTH];
  write_handshake(handshake, infohash, "-SK0100-", 0);
  if (is_encrypted ? !call_encrypted(&channel, infohash, handshake, HANDSHAKE_LENGTH)
                   : !channel_write(&channel, handshake, HANDSHAKE_LENGTH))
    return 0;
  if (!channel_read_whole(&channel, handshake, HANDSHAKE_LENGTH)) return 0;
  if (memcmp(handshake + 28, infohash, HASH_LENGTH) != 0) exit(6);
  return channel_write(&channel, interested, sizeof interested);
}

int main(int count, char **arguments) {
  if (count != 9) return 2;
  piece_length = strtoul(arguments[5], NULL, 10);
  queue_length = strtoul(arguments[7], NULL, 10);
  if (queue_length < 1 || queue_length > MOST_QUEUED || piece_length % BLOCK_LENGTH != 0) return 2;
  unsigned char infohash[HASH_LENGTH];
  parse_infohash(arguments[6], infohash);

  int file = open(arguments[4], O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) fail(arguments[4]);
  content_length = status.st_size;
  content = mmap(NULL, content_length, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
  if (content == MAP_FAILED) fail("mmap");
  block_count = (content_length + BLOCK_LENGTH - 1) / BLOCK_LENGTH;
  block_states = calloc(block_count, 1);

  int is_encrypted = strcmp(arguments[8], "rc4") == 0, attempt = 0;
  while (!call(arguments[1], arguments[2], atoi(arguments[3])) || !greet(infohash, is_encrypted)) {
    close(channel.connection);
    if (++attempt == MOST_ATTEMPTS) fail("handshake");
    usleep(BETWEEN_ATTEMPTS_US);
  }
  report("connected");
  fetch(malloc(READ_AHEAD));
  report("done");
  static const unsigned char uninterested[] = {0, 0, 0, 1, UNINTERESTED};
  channel_write(&channel, uninterested, sizeof uninterested);
  pause();
}
