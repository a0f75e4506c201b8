// Stands for packages of WebTorrent's family whose work is the network room's: port mapping, block lists.
export default undefined;
