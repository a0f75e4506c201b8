/*
 * Seeders of one file that do as little as can be done: they answer requests from a mapping of the file, with one system
 * call for all that were read together. No hashing, no choking, no limits; so a measured download is limited by the client
 * that downloads. One thread for each connection.
 *
 * source PORT FILE PIECE_LENGTH INFOHASH INFO_FILE plain|rc4 ADDRESS…
 *
 * One seeder for each ADDRESS, all on PORT. INFO_FILE is the torrent's info dictionary, for those who know only its hash
 * (BEP 9). With `rc4` a peer that does not encrypt is refused, with `plain` one that does.
 * Reports: `listening`, `first` (before the first block is sent), `sent BYTES` at each sixteenth of the file, `all` when as
 * many bytes as the file has are handed to the kernel, `metadata` when the last piece of the info dictionary is sent. A line
 * on stdin is answered with `shares BYTES…`, what each seeder has sent.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include "encryption.h"
#include "metadata.h"

enum { READ_AHEAD = 1 << 16, REQUEST_LENGTH = 17, PIECE_HEADER_LENGTH = 13, MOST_SEEDERS = 64 };
enum { LARGEST_BLOCK = 1 << 17, MOST_REQUESTS = READ_AHEAD / REQUEST_LENGTH + 1, VECTORS_AT_ONCE = 1024 };

static unsigned char *content;
static uint64_t content_length;
static struct metadata metadata;
static uint32_t piece_length;
static unsigned char infohash[HASH_LENGTH];
static int wants_encryption, seeder_count;
static atomic_uint_fast64_t sent_bytes, shares[MOST_SEEDERS];
static pthread_once_t first_block = PTHREAD_ONCE_INIT;

struct answers {
  struct iovec vectors[2 * MOST_REQUESTS];
  unsigned char headers[PIECE_HEADER_LENGTH * MOST_REQUESTS];
  int count;
  uint64_t bytes;
};

struct peer {
  struct channel channel;
  int seeder;
  /* The number under which it takes messages of ut_metadata; 0 for none. */
  int metadata_number;
};

static void report_first(void) { report("first"); }

static void count_sent(int seeder, uint64_t bytes) {
  atomic_fetch_add(&shares[seeder], bytes);
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

static int write_answers(struct channel *channel, struct answers *answers) {
  if (!channel->is_encrypted) return write_vectors(channel->connection, answers->vectors, 2 * answers->count);
  for (int i = 0; i < 2 * answers->count; i++) {
    if (!channel_write(channel, answers->vectors[i].iov_base, answers->vectors[i].iov_len)) return 0;
  }
  return 1;
}

/* Handshake of a peer that wants our file, then ours and all that says we have every piece. */
static int greet(struct peer *peer) {
  unsigned char handshake[HANDSHAKE_LENGTH];
  if (wants_encryption && !accept_encrypted(&peer->channel, infohash)) return 0;
  if (!channel_read_whole(&peer->channel, handshake, HANDSHAKE_LENGTH)) return 0;
  if (memcmp(handshake + 28, infohash, HASH_LENGTH) != 0) return 0;
  int knows_extensions = (handshake[25] & 0x10) != 0;
  write_handshake(handshake, infohash, "-SR0100-", peer->seeder);
  if (knows_extensions) handshake[25] = 0x10;
  if (!channel_write(&peer->channel, handshake, HANDSHAKE_LENGTH)) return 0;

  uint32_t pieces = (content_length + piece_length - 1) / piece_length;
  size_t bitfield_length = (pieces + 7) / 8;
  unsigned char *message = malloc(5 + bitfield_length + LONGEST_EXTENDED_HANDSHAKE);
  /* The bitfield comes first: some clients take it only there. */
  write_u32(message, 1 + bitfield_length);
  message[4] = BITFIELD;
  memset(message + 5, 0xff, bitfield_length);
  if (pieces % 8 != 0) message[4 + bitfield_length] = 0xff << (8 - pieces % 8);
  size_t length = 5 + bitfield_length;
  if (knows_extensions) length += write_extended_handshake(message + length, metadata.length);
  int is_written = channel_write(&peer->channel, message, length);
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

static int answer_extended(struct peer *peer, const unsigned char *message, uint32_t length) {
  if (message[5] == 0) peer->metadata_number = read_metadata_number(message + 6, length - 2);
  if (message[5] != METADATA_NUMBER || peer->metadata_number == 0) return 1;
  static __thread unsigned char reply[LONGEST_METADATA_REPLY];
  int is_last;
  size_t reply_length = write_metadata_piece(reply, &metadata, peer->metadata_number, message + 6, length - 2, &is_last);
  if (reply_length > 0 && !channel_write(&peer->channel, reply, reply_length)) return 0;
  if (is_last) report("metadata");
  return 1;
}

static int take_message(struct peer *peer, const unsigned char *message, uint32_t length, struct answers *answers) {
  static const unsigned char unchoke[] = {0, 0, 0, 1, UNCHOKE};
  if (length == 13 && message[4] == REQUEST) return answer(message, answers);
  if (length == 1 && message[4] == INTERESTED) return channel_write(&peer->channel, unchoke, sizeof unchoke);
  if (length > 2 && message[4] == EXTENDED) return answer_extended(peer, message, length);
  return 1;
}

static void serve_peer(struct peer *peer, unsigned char *buffer, struct answers *answers) {
  size_t held = 0;
  for (;;) {
    ssize_t count = channel_read(&peer->channel, buffer + held, READ_AHEAD - held);
    if (count <= 0) return;
    held += count;
    size_t at = 0;
    answers->count = 0;
    answers->bytes = 0;
    while (held - at >= 4) {
      uint32_t length = read_u32(buffer + at);
      if (length > READ_AHEAD - 4) return;
      if (held - at < 4 + length) break;
      if (length > 0 && !take_message(peer, buffer + at, length, answers)) return;
      at += 4 + length;
    }
    memmove(buffer, buffer + at, held - at);
    held -= at;
    if (answers->count == 0) continue;
    pthread_once(&first_block, report_first);
    if (!write_answers(&peer->channel, answers)) return;
    count_sent(peer->seeder, answers->bytes);
  }
}

static void *run_connection(void *argument) {
  struct peer *peer = argument;
  int yes = 1;
  setsockopt(peer->channel.connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  unsigned char *buffer = malloc(READ_AHEAD);
  struct answers *answers = malloc(sizeof *answers);
  if (greet(peer)) serve_peer(peer, buffer, answers);
  free(answers);
  free(buffer);
  close(peer->channel.connection);
  free(peer);
  return NULL;
}

static void *tell_shares(void *unused) {
  for (int letter; (letter = getchar()) != EOF;) {
    if (letter != '\n') continue;
    printf("shares");
    for (int seeder = 0; seeder < seeder_count; seeder++) printf(" %llu", (unsigned long long)atomic_load(&shares[seeder]));
    printf("\n");
    fflush(stdout);
  }
  return unused;
}

static int listen_on(const char *host, int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  inet_aton(host, &address.sin_addr);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) fail("bind");
  if (listen(listener, 64) != 0) fail("listen");
  return listener;
}

static void start_thread(void *(*run)(void *), void *argument) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, run, argument) != 0) fail("thread");
  pthread_detach(thread);
}

int main(int count, char **arguments) {
  if (count < 8 || count - 7 > MOST_SEEDERS) return 2;
  signal(SIGPIPE, SIG_IGN);
  piece_length = strtoul(arguments[3], NULL, 10);
  parse_infohash(arguments[4], infohash);
  metadata = read_metadata(arguments[5]);
  wants_encryption = strcmp(arguments[6], "rc4") == 0;

  int file = open(arguments[2], O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) fail(arguments[2]);
  content_length = status.st_size;
  content = mmap(NULL, content_length, PROT_READ, MAP_SHARED | MAP_POPULATE, file, 0);
  if (content == MAP_FAILED) fail("mmap");

  struct pollfd listeners[MOST_SEEDERS];
  for (; seeder_count < count - 7; seeder_count++)
    listeners[seeder_count] = (struct pollfd){listen_on(arguments[7 + seeder_count], atoi(arguments[1])), POLLIN, 0};
  start_thread(tell_shares, NULL);
  report("listening");
  while (poll(listeners, seeder_count, -1) > 0) {
    for (int seeder = 0; seeder < seeder_count; seeder++) {
      if (listeners[seeder].revents == 0) continue;
      int connection = accept(listeners[seeder].fd, NULL, NULL);
      if (connection < 0) continue;
      struct peer *peer = calloc(1, sizeof *peer);
      peer->channel.connection = connection;
      peer->seeder = seeder;
      start_thread(run_connection, peer);
    }
  }
}
