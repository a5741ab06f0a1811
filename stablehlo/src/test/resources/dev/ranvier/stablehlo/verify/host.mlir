// ----- stablehlo.infeed
func.func @main(%t: !stablehlo.token) {
  %r:3 = "stablehlo.infeed"(%t) {infeed_config = "", layout = [[0, 1], [0]]} : (!stablehlo.token) -> (tensor<3x2xf32>, tensor<4xi32>, !stablehlo.token)
  func.return
}
// C2: tensor<4xi32> => tensor<?xi32>
// C2: tensor<4xi32>, => !stablehlo.token,
// C3: tensor<4xi32>, !stablehlo.token) => tensor<4xi32>, tensor<4xi32>)
// I1: %t: !stablehlo.token => %t: tensor<f32> ; (!stablehlo.token) -> => (tensor<f32>) ->
// I2: [[0, 1], [0]] => [[0, 1]]
// I2: [[0, 1], [0]] => [[0, 1], 0]
// I2: [[0, 1], [0]] => [[0, 1], ["a"]]

// ----- stablehlo.outfeed
func.func @main(%x: tensor<3x?xf32>, %t: !stablehlo.token) {
  %r = "stablehlo.outfeed"(%x, %t) {outfeed_config = ""} : (tensor<3x?xf32>, !stablehlo.token) -> !stablehlo.token
  func.return
}
// C1: -> !stablehlo.token => -> tensor<f32>
// I1: tensor<3x?xf32> => tuple<tensor<f32>>
// I2: %t: !stablehlo.token => %t: tensor<f32> ; , !stablehlo.token) => , tensor<f32>)

// ----- stablehlo.send
func.func @main(%x: tensor<3x2xf32>, %t: !stablehlo.token) {
  %r = "stablehlo.send"(%x, %t) {channel_handle = #stablehlo.channel_handle<handle = 5, type = 2>, is_host_transfer = true}
    : (tensor<3x2xf32>, !stablehlo.token) -> !stablehlo.token
  func.return
}
// C5: type = 2 => type = 1
// C5: is_host_transfer = true => is_host_transfer = false
// I2: %t: !stablehlo.token => %t: tensor<f32> ; , !stablehlo.token) => , tensor<f32>)

// ----- stablehlo.recv
func.func @main(%t: !stablehlo.token) {
  %r:2 = "stablehlo.recv"(%t) {channel_handle = #stablehlo.channel_handle<handle = 5, type = 3>, is_host_transfer = true}
    : (!stablehlo.token) -> (tensor<3x4xi32>, !stablehlo.token)
  func.return
}
// C3: -> (tensor<3x4xi32>, => -> (tensor<3x?xi32>,
// C4: (tensor<3x4xi32>, !stablehlo.token) => (tensor<3x4xi32>, tensor<3x4xi32>)
// C5: type = 3 => type = 2
// I1: %t: !stablehlo.token => %t: tensor<f32> ; (!stablehlo.token) -> => (tensor<f32>) ->

// ----- stablehlo.custom_call
func.func @main(%x: tensor<2x3xf32>, %t: !stablehlo.token, %u: tuple<tensor<2x3xf32>, tensor<i32>>) {
  %r:2 = "stablehlo.custom_call"(%x, %t, %u) {call_target_name = "foo", has_side_effect = true, api_version = 4 : i32,
      backend_config = {key = 1 : i32}, output_operand_aliases = [#stablehlo.output_operand_alias<
        output_tuple_indices = [1], operand_index = 2, operand_tuple_indices = [1]>]}
    : (tensor<2x3xf32>, !stablehlo.token, tuple<tensor<2x3xf32>, tensor<i32>>) -> (tensor<3x2xf32>, tensor<i32>)
  func.return
}
// I4: api_version = 4 => api_version = 2
// I4: {key = 1 : i32} => "text"
// I7: operand_index = 2 => operand_index = 3
// I7: operand_tuple_indices = [1] => operand_tuple_indices = [2]
// I7: operand_tuple_indices = [1] => operand_tuple_indices = [1, 0]
// I7: operand_tuple_indices = [1] => operand_tuple_indices = [0]
// I7: output_tuple_indices = [1] => output_tuple_indices = [2]

// ----- stablehlo.custom_call
func.func @main(%x: tensor<2x3xf32>, %t: !stablehlo.token) {
  %r:2 = "stablehlo.custom_call"(%x, %t) {call_target_name = "foo", backend_config = "text",
      operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>],
      result_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<> : tensor<0xindex>]}
    : (tensor<2x3xf32>, !stablehlo.token) -> (tensor<3x2xf32>, tensor<i32>)
  func.return
}
// I1: operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>], => .
// I1: dense<[0, 1]> : tensor<2xindex>, => .
// I1: dense<[0, 1]> => dense<[0, 2]>
// I1: dense<[1, 0]> => dense<[1, 1]>
// I1: dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex> => dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>
// I1: (tensor<3x2xf32>, tensor<i32>) => (tensor<3x2xf32>, tuple<tensor<i32>>)

// ----- stablehlo.custom_call
func.func @main(%b: memref<2xf32>) {
  %r = "stablehlo.custom_call"(%b) {call_target_name = "foo", output_operand_aliases = [#stablehlo.output_operand_alias<
      output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>]} : (memref<2xf32>) -> memref<2xf32>
  func.return
}
// I7: output_operand_aliases = [#stablehlo.output_operand_alias<\n      output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>] => x = 1 : i32
// I7: operand_tuple_indices = []> => operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>
// I7: -> memref<2xf32> => -> memref<3xf32>

// ----- stablehlo.custom_call
func.func @main(%x: tensor<2xf32>) {
  %e = "stablehlo.custom_call"() {call_target_name = "CreateBuffer"} : () -> memref<2xf32>
  %b = "stablehlo.custom_call"(%x) {call_target_name = "Pin"} : (tensor<2xf32>) -> memref<2xf32>
  %r = "stablehlo.custom_call"(%b) {call_target_name = "Unpin"} : (memref<2xf32>) -> tensor<2xf32>
  func.return
}
// I2: "CreateBuffer"} : () -> memref<2xf32> => "CreateBuffer"} : () -> tensor<2xf32>
// I2: (%x) {call_target_name = "Pin"} : (tensor<2xf32>) => (%x) {call_target_name = "Pin"} : (tensor<3xf32>) ; %x: tensor<2xf32> => %x: tensor<3xf32>
// I2: (memref<2xf32>) -> tensor<2xf32> => (memref<2xf32>) -> tensor<2xf64>
