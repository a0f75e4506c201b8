/*
 * Takes BYTES of memory, writes to every page of it and gives it back. Where the hypervisor takes back what has been free for
 * some seconds (free page reporting), whoever needs memory next pays for that; so this is run just before a measurement.
 */
#include <stdlib.h>
#include <sys/mman.h>

int main(int count, char **arguments) {
  if (count != 2) return 2;
  size_t length = strtoull(arguments[1], NULL, 10);
  volatile char *memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 1;
  for (size_t at = 0; at < length; at += 4096) memory[at] = 1;
  return 0;
}
