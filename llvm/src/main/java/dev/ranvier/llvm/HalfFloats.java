package dev.ranvier.llvm;

/**
 * The functions that LLVM calls to convert {@code half} on x86-64 processors without F16C, which the C library does not
 * have: a module that uses the type brings them along, weakly, so that many modules can.
 */
final class HalfFloats {
    /**
     * Up: moved to where a {@code float} has exponent and mantissa, a half is too small by 2^112, also where it is
     * denormal. Down: rounded to nearest even by the carry of an addition; the sum of a small number and 0.5 has the last
     * bit of the denormal halves.
     */
    private static final String FUNCTIONS = """

            define weak float @__extendhfsf2(half %half) {
              %code = bitcast half %half to i16
              %bits = zext i16 %code to i32
              %magnitude = and i32 %bits, 32767
              %moved = shl i32 %magnitude, 13
              %small = bitcast i32 %moved to float
              %scaled = fmul float %small, 0x46F0000000000000
              %finite = bitcast float %scaled to i32
              %special = or i32 %moved, 2139095040
              %quiet = or i32 %moved, 2143289344
              %isNan = icmp ugt i32 %magnitude, 31744
              %isSpecial = icmp uge i32 %magnitude, 31744
              %other = select i1 %isNan, i32 %quiet, i32 %special
              %absolute = select i1 %isSpecial, i32 %other, i32 %finite
              %signs = and i32 %bits, 32768
              %sign = shl i32 %signs, 16
              %signed = or i32 %absolute, %sign
              %result = bitcast i32 %signed to float
              ret float %result
            }

            define weak half @__truncsfhf2(float %float) {
              %bits = bitcast float %float to i32
              %magnitude = and i32 %bits, 2147483647
              %payloads = lshr i32 %magnitude, 13
              %payload = and i32 %payloads, 1023
              %nan = or i32 %payload, 32256
              %isNan = icmp ugt i32 %magnitude, 2139095040
              %special = select i1 %isNan, i32 %nan, i32 31744
              %small = bitcast i32 %magnitude to float
              %sum = fadd float %small, 5.0e-01
              %sumBits = bitcast float %sum to i32
              %denormal = sub i32 %sumBits, 1056964608
              %odd = and i32 %payloads, 1
              %rebased = sub i32 %magnitude, 939520001
              %rounded = add i32 %rebased, %odd
              %normal = lshr i32 %rounded, 13
              %isSmall = icmp ult i32 %magnitude, 947912704
              %isLarge = icmp uge i32 %magnitude, 1199570944
              %finite = select i1 %isSmall, i32 %denormal, i32 %normal
              %absolute = select i1 %isLarge, i32 %special, i32 %finite
              %signs = lshr i32 %bits, 16
              %sign = and i32 %signs, 32768
              %signed = or i32 %absolute, %sign
              %code = trunc i32 %signed to i16
              %result = bitcast i16 %code to half
              ret half %result
            }
            """;

    private HalfFloats() {}

    /** The module with the functions that it needs on a target. */
    static String complete(String ir, Target target) {
        var converts = ir.contains("half") && target.triple().startsWith("x86_64") && !target.has("f16c");
        return converts ? ir + FUNCTIONS : ir;
    }
}
