package dev.ranvier.runtime;

/**
 * The use of a device's memory, in bytes.
 *
 * @param inUse allocated now
 * @param peakInUse the greatest {@code inUse} so far
 * @param allocations blocks allocated so far
 * @param largestAllocation the largest block so far
 * @param limit what may be allocated in all
 * @param forms what of {@code inUse} are {@linkplain KeptForms forms} that are kept beside tensors
 */
public record MemoryStatistics(
        long inUse, long peakInUse, long allocations, long largestAllocation, long limit, long forms) {}
