// jaxlib does not know the quant dialect, so only Ranvier reads this.
func.func @quantized(%x: tensor<2x3x!quant.uniform<u8<1:255>:f32:1, {1.0:128, 2.5e-1, 0.1:-3}>>) -> tensor<2x3xf32> {
  %0 = stablehlo.uniform_dequantize %x : (tensor<2x3x!quant.uniform<u8<1:255>:f32:1, {1.0:128, 2.5e-1, 0.1:-3}>>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

func.func @constant() -> tensor<2x!quant.uniform<i8:f32, 1.000000e+00:17>> {
  %0 = stablehlo.constant() <{value = dense<[1, 2]> : tensor<2xi8>}> : () -> tensor<2x!quant.uniform<i8:f32, 1.000000e+00:17>>
  return %0 : tensor<2x!quant.uniform<i8:f32, 1.000000e+00:17>>
}
