#accuracy = #stablehlo.result_accuracy<atol = 1.000000e-05, ulps = 3, mode = #stablehlo.result_accuracy_mode<TOLERANCE>>
!vector = tensor<4xf32>
module @elementwise attributes {mhlo.num_partitions = 1 : i32, test.flag, test.list = [1, -2 : i8, 0.5, "a\22b\\\0A", @symbol::@"nested one", unit, array<i8: -1, 2>, array<i1: true>, array<i64>, i32, (i1) -> (), {}]} {
  func.func public @floats(%x: !vector {test.name = "x"}, %y: !vector loc("source.py":3:7 to :9)) -> (!vector {jax.result_info = "result"}, tensor<4xcomplex<f32>>) attributes {no_inline} {
    %0 = stablehlo.abs %x : tensor<4xf32>
    %1 = stablehlo.add %0, %y {test.note = dense<[true, false]> : tensor<2xi1>} : tensor<4xf32> loc("name"("source.py":4:1))
    %2 = stablehlo.tanh %1 {result_accuracy = #accuracy} : tensor<4xf32> loc(callsite("inner"("a.py":1:2) at fused<"why">["b.py":3:4 to 5:6, unknown]))
    %3 = stablehlo.exponential %2 {result_accuracy = #stablehlo.result_accuracy<mode = #stablehlo.result_accuracy_mode<HIGHEST>>} : tensor<4xf32>
    %4 = stablehlo.complex %2, %3 : tensor<4xcomplex<f32>>
    %5 = stablehlo.real %4 : (tensor<4xcomplex<f32>>) -> tensor<4xf32>
    %6 = stablehlo.compare LT, %5, %x, FLOAT : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %7 = stablehlo.compare EQ, %x, %y : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
    %8 = stablehlo.and %6, %7 : tensor<4xi1>
    %9 = stablehlo.select %8, %5, %x : tensor<4xi1>, tensor<4xf32>
    %10 = stablehlo.clamp %x, %9, %y : tensor<4xf32>
    %11 = stablehlo.reduce_precision %10, format = e5m10 : tensor<4xf32>
    %12 = stablehlo.convert %11 : (tensor<4xf32>) -> tensor<4xbf16>
    %13 = stablehlo.bitcast_convert %12 : (tensor<4xbf16>) -> tensor<4xi16>
    %14 = stablehlo.is_finite %11 : (tensor<4xf32>) -> tensor<4xi1>
    %15 = "stablehlo.map"(%x, %y) <{dimensions = array<i64: 0>}> ({
    ^bb0(%a: tensor<f32>, %b: tensor<f32> loc("b")):
      %16 = stablehlo.maximum %a, %b : tensor<f32>
      stablehlo.return %16 : tensor<f32>
    }) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
    return %15, %4 : tensor<4xf32>, tensor<4xcomplex<f32>>
  }
  func.func private @constants() -> tensor<3xf32> {
    %0 = stablehlo.constant {test.a = 1 : i64} dense<[1.0, 0x7FC00001, -1.500000e-03]> : tensor<3xf32>
    %1 = stablehlo.constant dense<0x7FC00001> : tensor<f32>
    %2 = stablehlo.constant dense<[[1, -128], [0xFF, 255]]> : tensor<2x2xi8>
    %3 = stablehlo.constant dense<"0x00010101"> : tensor<4xi1>
    %4 = stablehlo.constant dense<(1.0, -2.5)> : tensor<2x3xcomplex<f64>>
    %5 = stablehlo.constant dense<> : tensor<0x4xui64>
    %6 = stablehlo.constant dense<[0.1, 4.480000e+02]> : tensor<2xf8E4M3FN>
    %7 = stablehlo.constant dense_resource<blob> : tensor<2xf32>
    %9 = stablehlo.constant dense<[-8, 7, 0]> : tensor<3xi4>
    %10 = stablehlo.constant dense<18446744073709551615> : tensor<ui64>
    %11 = chlo.constant dense<true> : tensor<2xi1>
    func.return %0 : tensor<3xf32>
  }
  func.func private @declared(tensor<?x4xf32, #stablehlo.bounds<8, ?>>, !stablehlo.token {test.a}) -> (tuple<tensor<i1>, tuple<>>, memref<2xf32>)
}
{-#
  dialect_resources: {
    builtin: {
      blob: "0x040000000000803F00000040"
    }
  }
#-}
