// What `utp-native` is inside an engine process: nothing, so WebTorrent finds no uTP. Its sockets are native, and a
// profile could not say where they go.
export {};
