// ----- stablehlo.dynamic_slice
func.func @main(%x: tensor<5x7xf32>, %i: tensor<i64>) {
  %r = "stablehlo.dynamic_slice"(%x, %i, %i) {slice_sizes = array<i64: 2, 7>} : (tensor<5x7xf32>, tensor<i64>, tensor<i64>) -> tensor<2x7xf32>
  func.return
}
// C1: tensor<2x7xf32> => tensor<2x7xf64>
// C2: slice_sizes = array<i64: 2, 7> => slice_sizes = array<i64: 2>
// C4: slice_sizes = array<i64: 2, 7> => slice_sizes = array<i64: 2, 8>
// C4: slice_sizes = array<i64: 2, 7> => slice_sizes = array<i64: -2, 7>
// C5: tensor<2x7xf32> => tensor<3x7xf32>
// I2: tensor<i64> => tensor<f32>

// ----- stablehlo.dynamic_update_slice
func.func @main(%x: tensor<5x7xf32>, %u: tensor<2x7xf32>, %i: tensor<i64>) {
  %r = "stablehlo.dynamic_update_slice"(%x, %u, %i, %i) : (tensor<5x7xf32>, tensor<2x7xf32>, tensor<i64>, tensor<i64>) -> tensor<5x7xf32>
  func.return
}
// C1: -> tensor<5x7xf32> => -> tensor<5x8xf32>
// C2: tensor<2x7xf32> => tensor<2x7xf64>
// C3: tensor<2x7xf32> => tensor<7xf32>
// C4: (%x, %u, %i, %i) : (tensor<5x7xf32>, tensor<2x7xf32>, tensor<i64>, tensor<i64>) => (%x, %u, %i) : (tensor<5x7xf32>, tensor<2x7xf32>, tensor<i64>)
// C6: tensor<2x7xf32> => tensor<6x7xf32>
// I3: tensor<i64> => tensor<1xi64>

// ----- stablehlo.gather
func.func @main(%x: tensor<3x4x2xf32>, %i: tensor<4x5x2xi64>) {
  %r = "stablehlo.gather"(%x, %i) {dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0],
      operand_batching_dims = [1], start_indices_batching_dims = [0], start_index_map = [2, 0], index_vector_dim = 2>,
      slice_sizes = array<i64: 1, 1, 2>, indices_are_sorted = true} : (tensor<3x4x2xf32>, tensor<4x5x2xi64>) -> tensor<4x5x2xf32>
  func.return
}
// C1: offset_dims = [2] => offset_dims = [1, 2]
// C2: index_vector_dim = 2 => index_vector_dim = 4
// C3: start_index_map = [2, 0] => start_index_map = [2]
// C5: offset_dims = [2] => offset_dims = [3]
// C6: collapsed_slice_dims = [0] => collapsed_slice_dims = [1]
// C8: collapsed_slice_dims = [0] => collapsed_slice_dims = [3]
// C9: slice_sizes = array<i64: 1, 1, 2> => slice_sizes = array<i64: 2, 1, 2>
// C11: operand_batching_dims = [1] => operand_batching_dims = [-1]
// C12: slice_sizes = array<i64: 1, 1, 2> => slice_sizes = array<i64: 1, 2, 2>
// C14: start_indices_batching_dims = [0] => start_indices_batching_dims = [3]
// C15: start_indices_batching_dims = [0] => start_indices_batching_dims = [2]
// C16: start_indices_batching_dims = [0] => start_indices_batching_dims = [0, 1]
// C17: start_indices_batching_dims = [0] => start_indices_batching_dims = [1]
// C18: start_index_map = [2, 0] => start_index_map = [2, 1]
// C19: start_index_map = [2, 0] => start_index_map = [2, 3]
// C20: slice_sizes = array<i64: 1, 1, 2> => slice_sizes = array<i64: 1, 1>
// C21: slice_sizes = array<i64: 1, 1, 2> => slice_sizes = array<i64: 1, 1, 3>
// C22: tensor<4x5x2xf32> => tensor<4x5x1xf32>
// C23: tensor<4x5x2xf32> => tensor<4x5x2xf64>
// I2: xi64> => xf32>

// ----- stablehlo.scatter
func.func @main(%x: tensor<3x4x2xf32>, %i: tensor<4x5x2xi64>, %u: tensor<4x5x2xf32>) {
  %r = "stablehlo.scatter"(%x, %i, %u) ({
  ^body(%p: tensor<f32>, %q: tensor<f32>):
    "stablehlo.return"(%q) : (tensor<f32>) -> ()
  }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [2], inserted_window_dims = [0],
      input_batching_dims = [1], scatter_indices_batching_dims = [0], scatter_dims_to_operand_dims = [2, 0],
      index_vector_dim = 2>} : (tensor<3x4x2xf32>, tensor<4x5x2xi64>, tensor<4x5x2xf32>) -> tensor<3x4x2xf32>
  func.return
}
// C2: inserted_window_dims = [0] => inserted_window_dims = []
// C4: tensor<4x5x2xf32> => tensor<4x5x3xf32>
// C4: tensor<4x5x2xf32> => tensor<4x6x2xf32>
// C4: tensor<4x5x2xf32> => tensor<4x5xf32>
// C8: update_window_dims = [2] => update_window_dims = [3]
// C9: inserted_window_dims = [0] => inserted_window_dims = [1]
// C11: inserted_window_dims = [0] => inserted_window_dims = [3]
// C13: input_batching_dims = [1] => input_batching_dims = [3]
// C15: scatter_indices_batching_dims = [0] => scatter_indices_batching_dims = [3]
// C16: scatter_indices_batching_dims = [0] => scatter_indices_batching_dims = [2]
// C17: scatter_indices_batching_dims = [0] => scatter_indices_batching_dims = [0, 1]
// C18: scatter_indices_batching_dims = [0] => scatter_indices_batching_dims = [1]
// C19: scatter_dims_to_operand_dims = [2, 0] => scatter_dims_to_operand_dims = [2]
// C20: scatter_dims_to_operand_dims = [2, 0] => scatter_dims_to_operand_dims = [2, 1]
// C21: scatter_dims_to_operand_dims = [2, 0] => scatter_dims_to_operand_dims = [2, 3]
// C22: index_vector_dim = 2 => index_vector_dim = 4
// C23: %q: tensor<f32>) => %q: tensor<i32>) ; "stablehlo.return"(%q) : (tensor<f32>) => "stablehlo.return"(%p) : (tensor<f32>)
// C25: -> tensor<3x4x2xf32> => -> tensor<3x4x3xf32>
// I2: xi64> => xf32>

// ----- stablehlo.torch_index_select
func.func @main(%x: tensor<5x1x5xi32>, %i: tensor<2xi32>) {
  %r = "stablehlo.torch_index_select"(%x, %i) {dim = 0 : i64, batch_dims = 0 : i64} : (tensor<5x1x5xi32>, tensor<2xi32>) -> tensor<2x1x5xi32>
  func.return
}
