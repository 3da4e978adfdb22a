import "../parts/kmeans";

give(null);
