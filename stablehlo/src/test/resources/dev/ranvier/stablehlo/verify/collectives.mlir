// ----- stablehlo.all_gather
func.func @main(%x: tensor<8x?xf32>) {
  %r = "stablehlo.all_gather"(%x) {all_gather_dim = 0 : i64, replica_groups = dense<[[0, 2], [1, 3]]> : tensor<2x2xi64>,
      channel_handle = #stablehlo.channel_handle<handle = 1, type = 1>, use_global_device_ids} : (tensor<8x?xf32>) -> tensor<16x3xf32>
  func.return
}
// C1: all_gather_dim = 0 => all_gather_dim = 2
// C1: all_gather_dim = 0 => all_gather_dim = -1
// C2: [1, 3] => [1, 2]
// C4: [1, 3] => [1, 4]
// C4: [1, 3] => [1, -1]
// C5: handle = 1 => handle = -1
// C6: tensor<16x3xf32> => tensor<15x3xf32>
// C6: tensor<16x3xf32> => tensor<16x3x1xf32>
// C6: tensor<16x3xf32> => tensor<16x3xf64>
// C6: tensor<8x?xf32> => tensor<8x4xf32>
// C6: tensor<8x?xf32> => tensor<0x?xf32>
// I3: dense<[[0, 2], [1, 3]]> : tensor<2x2xi64> => dense<[0, 1]> : tensor<2xi64>
// I3: dense<[[0, 2], [1, 3]]> : tensor<2x2xi64> => dense<> : tensor<0x0xi64>

// ----- stablehlo.all_reduce
func.func @main(%x: tensor<2xbf16>, %y: tensor<3xbf16>) {
  %r:2 = "stablehlo.all_reduce"(%x, %y) ({
  ^body(%p: tensor<f32>, %q: tensor<f32>):
    "stablehlo.return"(%p) : (tensor<f32>) -> ()
  }) {replica_groups = dense<[[0, 2], [1, -1]]> : tensor<2x2xi64>, channel_handle = #stablehlo.channel_handle<handle = 1, type = 1>,
      use_global_device_ids} : (tensor<2xbf16>, tensor<3xbf16>) -> (tensor<2xf32>, tensor<3xf32>)
  func.return
}
// C1: [1, -1] => [1, 2]
// C3: [1, -1] => [3, -1]
// C4: handle = 1 => handle = 0
// C5: %q: tensor<f32> => %q: tensor<i32>
// C5: bf16 => i32
// C6: -> (tensor<2xf32>, tensor<3xf32>) => -> (tensor<2xf32>, tensor<4xf32>)
// C6: -> (tensor<2xf32>, tensor<3xf32>) => -> (tensor<2xf32>, tensor<3xbf16>)
// I2: dense<[[0, 2], [1, -1]]> : tensor<2x2xi64> => dense<[[0, 2], [1, -1]]> : tensor<2x2xi32>

// ----- stablehlo.reduce_scatter
func.func @main(%x: tensor<8x4xf32>) {
  %r = "stablehlo.reduce_scatter"(%x) ({
  ^body(%p: tensor<f32>, %q: tensor<f32>):
    "stablehlo.return"(%p) : (tensor<f32>) -> ()
  }) {scatter_dimension = 1 : i64, replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>,
      channel_handle = #stablehlo.channel_handle<handle = 1, type = 1>, use_global_device_ids} : (tensor<8x4xf32>) -> tensor<8x2xf32>
  func.return
}
// C1: tensor<8x4xf32> => tensor<8x5xf32>
// C2: scatter_dimension = 1 => scatter_dimension = 2
// C3: [[0, 1]] => [[1, 1]]
// C5: [[0, 1]] => [[0, 2]]
// C6: handle = 1 => handle = 0
// C7: %q: tensor<f32> => %q: tensor<i32>
// C8: tensor<8x2xf32> => tensor<7x2xf32>
// C8: tensor<8x2xf32> => tensor<8x0xf32>
// C8: tensor<8x2xf32> => tensor<8xf32>
// C9: tensor<8x2xf32> => tensor<8x2xf16>
// I3: dense<[[0, 1]]> : tensor<1x2xi64> => dense<> : tensor<1x0xi64>

// ----- stablehlo.all_to_all
func.func @main(%x: tensor<4x6xf32>, %y: tensor<4x2xi32>) {
  %r:2 = "stablehlo.all_to_all"(%x, %y) {split_dimension = 0 : i64, concat_dimension = 1 : i64, split_count = 2 : i64,
      replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>} : (tensor<4x6xf32>, tensor<4x2xi32>) -> (tensor<2x12xf32>, tensor<2x4xi32>)
  func.return
}
// C1: split_dimension = 0 => split_dimension = 2
// C2: tensor<4x6xf32> => tensor<5x6xf32>
// C3: concat_dimension = 1 => concat_dimension = -1
// C4: split_count = 2 => split_count = 0
// C5: [[0, 1]] => [[0, 0]]
// C7: [[0, 1]] => [[1, 2]]
// C8: dense<[[0, 1]]> : tensor<1x2xi64> => dense<[[0, 1, 2]]> : tensor<1x3xi64>
// C8: dense<[[0, 1]]> : tensor<1x2xi64> => dense<> : tensor<0x2xi64>
// C9: tensor<2x12xf32> => tensor<2x11xf32>
// C9: tensor<2x12xf32> => tensor<2x12xf64>
// sizes: tensor<4x6xf32> => tensor<4x9223372036854775807xf32>

// ----- stablehlo.collective_broadcast
func.func @main(%x: tensor<2xf32>) {
  %r = "stablehlo.collective_broadcast"(%x) {replica_groups = dense<[[4, 2]]> : tensor<1x2xi64>} : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// C1: [[4, 2]] => [[4, 4]]
// C2: [[4, 2]] => [[4, -1]]
// C3: -> tensor<2xf32> => -> tensor<3xf32>

// ----- stablehlo.collective_permute
func.func @main(%x: tensor<2xf32>) {
  %r = "stablehlo.collective_permute"(%x) {source_target_pairs = dense<[[0, 1], [1, 0]]> : tensor<2x2xi64>} : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// C1: dense<[[0, 1], [1, 0]]> : tensor<2x2xi64> => dense<0> : tensor<1x3xi64>
// C2: [[0, 1], [1, 0]] => [[0, 1], [0, 0]]
// C2: dense<[[0, 1], [1, 0]]> => dense<0>
// C3: [[0, 1], [1, 0]] => [[0, 1], [1, 1]]
// C4: [[0, 1], [1, 0]] => [[0, 1], [-1, 0]]
// C5: -> tensor<2xf32> => -> tensor<3xf32>
// I2: dense<[[0, 1], [1, 0]]> : tensor<2x2xi64> => dense<0> : tensor<2xi64>

// ----- stablehlo.cross-replica-sum
func.func @main(%x: tensor<2xf32>) {
  %r = "stablehlo.cross-replica-sum"(%x) {replica_groups = dense<[[0, 1]]> : tensor<1x2xi64>} : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// C1: -> tensor<2xf32> => -> tensor<2xf64>
// I2: tensor<1x2xi64> => tensor<1x2xi32>

// ----- stablehlo.async_start
func.func @main(%x: tensor<2xf32>) {
  %s = "stablehlo.async_start"(%x) ({
  ^body(%p: tensor<2xf32>):
    %q = "stablehlo.collective_permute"(%p) {source_target_pairs = dense<[[0, 1]]> : tensor<1x2xi64>} : (tensor<2xf32>) -> tensor<2xf32>
    "stablehlo.return"(%q) : (tensor<2xf32>) -> ()
  }) : (tensor<2xf32>) -> !stablehlo.future<tensor<2xf32>>
  func.return
}
// C1: "stablehlo.return"(%q) => %t = "stablehlo.negate"(%q) : (tensor<2xf32>) -> tensor<2xf32> "stablehlo.return"(%t)
// C2: "stablehlo.collective_permute"(%p) {source_target_pairs = dense<[[0, 1]]> : tensor<1x2xi64>} => "stablehlo.negate"(%p)
// C3: ^body(%p: tensor<2xf32>) => ^body(%p: tensor<2xf32>, %t: tensor<2xf32>)
// C3: ^body(%p: tensor<2xf32>) => ^body(%p: tensor<?xf32>) ; (%p) {source_target_pairs = dense<[[0, 1]]> : tensor<1x2xi64>} : (tensor<2xf32>) => (%p) {source_target_pairs = dense<[[0, 1]]> : tensor<1x2xi64>} : (tensor<?xf32>)
// C4: !stablehlo.future<tensor<2xf32>> => !stablehlo.future<tensor<3xf32>>

// ----- stablehlo.async_done
func.func @main(%s: !stablehlo.future<tensor<2xf32>>) {
  %r = "stablehlo.async_done"(%s) : (!stablehlo.future<tensor<2xf32>>) -> tensor<2xf32>
  func.return
}
// C1: -> tensor<2xf32> => -> tensor<3xf32>
// I1: future<tensor<2xf32>> => future<tensor<2xf32>, tensor<2xf32>>

// ----- stablehlo.partition_id
func.func @main() {
  %r = "stablehlo.partition_id"() : () -> tensor<ui32>
  func.return
}
// C1: ui32 => i32

// ----- stablehlo.replica_id
func.func @main() {
  %r = "stablehlo.replica_id"() : () -> tensor<ui32>
  func.return
}
// C1: tensor<ui32> => tensor<1xui32>
