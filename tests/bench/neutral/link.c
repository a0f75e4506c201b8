/*
 * A long line: two network interfaces (TUN), one in this network namespace and one in a new one, and between them a delay
 * and a loss, packet by packet, as the kernel's netem does it where it is there. TCP and uTP feel both.
 *
 * link NAME DELAY_MS LOSS_PER_MILLE
 *
 * DELAY is of one direction, so a round trip takes twice as long. LOSS is of both directions, each packet by itself, from a
 * fixed seed. NAME is the interface here, NAME with an f behind it the far one. Reports `laid` when both are there; the far
 * namespace is that of this process (/proc/PID/ns/net). Nothing limits the rate but what two threads can copy; what they
 * cannot is lost as in a full router, `dropped` is reported every time that begins. Where nothing is to be lost, the kernel
 * hands over segments before it cuts them into packets (TSO), or copying alone would be the limit.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/ioctl.h>
#include "wire.h"

/* With the header of virtio_net in front, which goes through as it is. */
enum { LONGEST_PACKET = 65536 + 16, SLOTS = 1 << 12, NAP_NS = 50000 };

struct packet {
  uint64_t due_ns;
  ssize_t length;
  unsigned char bytes[LONGEST_PACKET];
};

struct direction {
  int from, to;
  uint64_t random;
  atomic_uint_fast32_t taken, given;
  struct packet *packets;
};

static uint64_t delay_ns;
static unsigned loss_per_mille;

static uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static int is_lost(struct direction *way) {
  /* xorshift64 */
  way->random ^= way->random << 13;
  way->random ^= way->random >> 7;
  way->random ^= way->random << 17;
  return way->random % 1000 < loss_per_mille;
}

static void *take(void *argument) {
  struct direction *way = argument;
  int is_full = 0;
  for (;;) {
    uint32_t at = atomic_load(&way->taken);
    struct packet *packet = &way->packets[at % SLOTS];
    if (at - atomic_load(&way->given) == SLOTS) {
      static __thread unsigned char lost[LONGEST_PACKET];
      if (!is_full) report("dropped");
      is_full = 1;
      if (read(way->from, lost, sizeof lost) < 0) return NULL;
      continue;
    }
    is_full = 0;
    packet->length = read(way->from, packet->bytes, LONGEST_PACKET);
    if (packet->length < 0) return NULL;
    if (is_lost(way)) continue;
    packet->due_ns = now_ns() + delay_ns;
    atomic_store(&way->taken, at + 1);
  }
}

static void *give(void *argument) {
  struct direction *way = argument;
  for (;;) {
    uint32_t at = atomic_load(&way->given);
    struct packet *packet = &way->packets[at % SLOTS];
    if (at == atomic_load(&way->taken)) {
      nanosleep(&(struct timespec){.tv_nsec = NAP_NS}, NULL);
      continue;
    }
    if (packet->due_ns > now_ns()) {
      struct timespec due = {.tv_sec = packet->due_ns / 1000000000, .tv_nsec = packet->due_ns % 1000000000};
      clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
    }
    /* An interface that is not up yet refuses: then the packet is lost. */
    if (write(way->to, packet->bytes, packet->length) < 0 && errno == EBADF) return NULL;
    atomic_store(&way->given, at + 1);
  }
}

static int open_interface(const char *name, const char *suffix) {
  int device = open("/dev/net/tun", O_RDWR);
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI | IFF_VNET_HDR};
  snprintf(request.ifr_name, IFNAMSIZ, "%s%s", name, suffix);
  if (device < 0 || ioctl(device, TUNSETIFF, &request) != 0) fail("/dev/net/tun");
  if (loss_per_mille == 0 && ioctl(device, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4) != 0) fail("TUNSETOFFLOAD");
  return device;
}

static void run(struct direction *way) {
  pthread_t thread;
  way->packets = calloc(SLOTS, sizeof *way->packets);
  if (way->packets == NULL || pthread_create(&thread, NULL, take, way) != 0) fail("thread");
  if (pthread_create(&thread, NULL, give, way) != 0) fail("thread");
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  delay_ns = strtod(arguments[2], NULL) * 1e6;
  loss_per_mille = atoi(arguments[3]);
  int near = open_interface(arguments[1], "");
  if (unshare(CLONE_NEWNET) != 0) fail("unshare");
  int far = open_interface(arguments[1], "f");
  struct direction there = {.from = near, .to = far, .random = 0x9e3779b97f4a7c15};
  struct direction back = {.from = far, .to = near, .random = 0xd1b54a32d192ed03};
  run(&there);
  run(&back);
  report("laid");
  for (;;) pause();
}
