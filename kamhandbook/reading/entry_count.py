"""How much a YAML file says once every alias is written out, without writing it out.

A few lines of aliases of aliases are millions of entries; each node is counted once, however often
it is named.
"""

from __future__ import annotations

from yaml import MappingNode, Node, SequenceNode

from kamhandbook.reading.limits import DEPTH, ENTRIES

Sizes = dict[int, int]  # entries in a node, itself included, by its identity


def first_beyond_limit(root: Node) -> Node | None:
    """Return the first entry that is one more than anybody reads; None where there is none."""
    sizes: Sizes = {}
    if _size(root, sizes, 0) <= ENTRIES.most:
        return None
    node, left = root, ENTRIES.most - 1
    for _ in range(DEPTH.most):
        for child in _children(node):
            size = sizes.get(id(child), 1)
            if size > left:
                node, left = child, left - 1
                break
            left -= size
        else:
            break
    return node


def _size(node: Node, sizes: Sizes, depth: int) -> int:
    if id(node) not in sizes:
        sizes[id(node)] = 1  # what holds itself, or nests too deep, is told by whoever reads it
        if depth <= DEPTH.most:
            sizes[id(node)] += sum(_size(child, sizes, depth + 1) for child in _children(node))
    return sizes[id(node)]


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, SequenceNode) else []
