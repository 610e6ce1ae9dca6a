"""
Compiled kernels on compressed sparse rows (CSR): the hot loops behind the NetworkX backend `contacts`.

Every kernel takes plain arrays and releases the interpreter lock. `starts` has n + 1 offsets into `targets`; the
neighbours of node u are `targets[starts[u]:starts[u + 1]]`, sorted and without repeats. Kernels are compiled once and
cached beside the package.
"""
