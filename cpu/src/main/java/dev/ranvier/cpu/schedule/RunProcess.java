package dev.ranvier.cpu.schedule;

import dev.ranvier.runtime.parallel.ProcessGrid;
import dev.ranvier.runtime.parallel.ProcessId;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Which process of a run executes steps, and where it meets the others. */
record RunProcess(ProcessGrid<List<MemorySegment>> grid, ProcessId id) {}
