package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.ShardyAttribute.PropagationDirection;

/**
 * In which rounds shardings pass through which nodes: first where a conflict costs least. A round includes those before
 * it. The order is Shardy's op-priority propagation.
 */
enum Schedule {
    /** Elementwise and reshaping nodes of operands that nothing else uses. */
    SINGLE_USE {
        @Override
        PropagationDirection direction(Node node, int factor) {
            boolean shared = node.operands().stream()
                    .map(Port::cell)
                    .anyMatch(cell -> cell.uses() > 1 && cell.type().rank() > 0);
            return shared && !isEdge(node) ? PropagationDirection.NONE : throughUnary(node);
        }
    },
    /** All elementwise and reshaping nodes. */
    UNARY {
        @Override
        PropagationDirection direction(Node node, int factor) {
            return throughUnary(node);
        }
    },
    /** All factors that need no communication; broadcasts only from their results. */
    PASS_THROUGH {
        @Override
        PropagationDirection direction(Node node, int factor) {
            return node.isPassThrough(factor) ? BROADCAST_BACKWARD.direction(node, factor) : PropagationDirection.NONE;
        }
    },
    /** All factors; broadcasts only from their results. */
    BROADCAST_BACKWARD {
        @Override
        PropagationDirection direction(Node node, int factor) {
            return node.kind() == Node.Kind.BROADCAST ? PropagationDirection.BACKWARD : PropagationDirection.BOTH;
        }
    },
    ALL {
        @Override
        PropagationDirection direction(Node node, int factor) {
            return PropagationDirection.BOTH;
        }
    };

    /** The directions that this round adds. */
    abstract PropagationDirection direction(Node node, int factor);

    /** The directions in which shardings pass along a factor of a node in this round. */
    PropagationDirection upToHere(Node node, int factor) {
        var direction = PropagationDirection.NONE;
        for (var round : values()) {
            direction = union(direction, round.direction(node, factor));
            if (round == this) {
                break;
            }
        }
        return intersection(direction, node.allowed());
    }

    private static PropagationDirection throughUnary(Node node) {
        return switch (node.kind()) {
            case ELEMENTWISE, RESHAPING, EDGE -> PropagationDirection.BOTH;
            case SLICING -> PropagationDirection.FORWARD;
            case BROADCAST, OTHER -> PropagationDirection.NONE;
        };
    }

    private static boolean isEdge(Node node) {
        return node.kind() == Node.Kind.EDGE;
    }

    private static PropagationDirection union(PropagationDirection a, PropagationDirection b) {
        return of(isForward(a) || isForward(b), isBackward(a) || isBackward(b));
    }

    private static PropagationDirection intersection(PropagationDirection a, PropagationDirection b) {
        return of(isForward(a) && isForward(b), isBackward(a) && isBackward(b));
    }

    private static boolean isForward(PropagationDirection direction) {
        return direction == PropagationDirection.FORWARD || direction == PropagationDirection.BOTH;
    }

    private static boolean isBackward(PropagationDirection direction) {
        return direction == PropagationDirection.BACKWARD || direction == PropagationDirection.BOTH;
    }

    private static PropagationDirection of(boolean forward, boolean backward) {
        if (forward) {
            return backward ? PropagationDirection.BOTH : PropagationDirection.FORWARD;
        }
        return backward ? PropagationDirection.BACKWARD : PropagationDirection.NONE;
    }
}
