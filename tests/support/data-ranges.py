"""Prints where a file has data on the disk, as JSON: [[start, end], ...]. What lies between is holes, which read as
zeros. Node cannot ask for it (lseek with SEEK_DATA)."""
import json
import os
import sys

ranges = []
with open(sys.argv[1], "rb") as file:
    end, size = 0, os.fstat(file.fileno()).st_size
    while end < size:
        try:
            start = os.lseek(file.fileno(), end, os.SEEK_DATA)
        except OSError:  # ENXIO: nothing but a hole until the end
            break
        end = os.lseek(file.fileno(), start, os.SEEK_HOLE)
        ranges.append([start, end])
print(json.dumps(ranges))
