// Declarations without a module around them, and ops of every other family.
sdy.mesh @mesh = <["a"=2, "b"=4], device_ids=[7, 6, 5, 4, 3, 2, 1, 0]>
sdy.mesh @empty = <[]>

func.func @shapes(%x: tensor<2x3xf32>, %i: tensor<i32>, %n: tensor<2xi64>) -> tensor<?x?xf32> {
  %0 = stablehlo.iota dim = 1 : tensor<2x3xi32>
  %1 = stablehlo.broadcast_in_dim %x, dims = [1, 2] : (tensor<2x3xf32>) -> tensor<4x2x3xf32>
  %2 = stablehlo.broadcast %x, sizes = [4] : (tensor<2x3xf32>) -> tensor<4x2x3xf32>
  %3 = stablehlo.reshape %x : (tensor<2x3xf32>) -> tensor<6xf32>
  %4 = stablehlo.transpose %x, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %5 = stablehlo.reverse %x, dims = [0, 1] : tensor<2x3xf32>
  %6 = stablehlo.concatenate %x, %5, dim = 1 : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x6xf32>
  %7 = stablehlo.slice %x [0:2, 0:3:2] : (tensor<2x3xf32>) -> tensor<2x2xf32>
  %8 = stablehlo.constant dense<0.0> : tensor<f32>
  %9 = stablehlo.pad %x, %8, low = [0, -1], high = [2, 1], interior = [0, 1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<4x5xf32>
  %10 = stablehlo.dynamic_slice %x, %i, %i, sizes = [1, 2] : (tensor<2x3xf32>, tensor<i32>, tensor<i32>) -> tensor<1x2xf32>
  %11 = stablehlo.dynamic_update_slice %x, %10, %i, %i : (tensor<2x3xf32>, tensor<1x2xf32>, tensor<i32>, tensor<i32>) -> tensor<2x3xf32>
  %12 = "stablehlo.gather"(%x, %0) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 3>, indices_are_sorted = false}> : (tensor<2x3xf32>, tensor<2x3xi32>) -> tensor<2x3x3xf32>
  %13 = "stablehlo.scatter"(%3, %0, %x) <{scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 2>, unique_indices = true}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    stablehlo.return %b : tensor<f32>
  }) : (tensor<6xf32>, tensor<2x3xi32>, tensor<2x3xf32>) -> tensor<6xf32>
  %14 = stablehlo.dynamic_iota %n, dim = 0 : (tensor<2xi64>) -> tensor<?x?xf32>
  %15 = stablehlo.dynamic_broadcast_in_dim %x, %n, dims = [0, 1] {known_expanding_dimensions = array<i64: 0>} : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  %16 = stablehlo.real_dynamic_slice %x, %n, %n, %n : (tensor<2x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x?xf32>
  %17 = stablehlo.dynamic_reshape %16, %n : (tensor<?x?xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  %18 = stablehlo.get_dimension_size %17, dim = 1 : (tensor<?x?xf32>) -> tensor<i32>
  %19 = stablehlo.set_dimension_size %x, %18, dim = 0 : (tensor<2x3xf32>, tensor<i32>) -> tensor<?x3xf32, #stablehlo.bounds<2, ?>>
  %20 = stablehlo.dynamic_pad %x, %8, %n, %n, %n : (tensor<2x3xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x?xf32>
  return %20 : tensor<?x?xf32>
}

func.func @products(%x: tensor<2x3x4xf32>, %y: tensor<2x4x3xf32>, %m: tensor<4x4xf32>, %image: tensor<1x8x8x3xf32>, %kernel: tensor<3x3x3x4xf32>) {
  %0 = stablehlo.dot_general %x, %y, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, HIGHEST] : (tensor<2x3x4xf32>, tensor<2x4x3xf32>) -> tensor<2x3x3xf32>
  %1 = stablehlo.dot_general %m, %m, contracting_dims = [1] x [0], algorithm = <lhs_precision_type = tf32, rhs_precision_type = tf32, accumulation_type = f32, lhs_component_count = 1, rhs_component_count = 1, num_primitive_operations = 1, allow_imprecise_accumulation = false> : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %2 = stablehlo.dot %m, %m, precision = [HIGH, HIGH] : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %3 = stablehlo.convolution(%image, %kernel) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 1], pad = [[0, 1], [1, 1]], rhs_dilate = [1, 1], reverse = [false, true]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision HIGH>]} : (tensor<1x8x8x3xf32>, tensor<3x3x3x4xf32>) -> tensor<1x4x8x4xf32>
  %4 = stablehlo.cholesky %m, lower = true : tensor<4x4xf32>
  %5 = "stablehlo.triangular_solve"(%4, %m) <{left_side = true, lower = true, transpose_a = #stablehlo<transpose NO_TRANSPOSE>, unit_diagonal = false}> : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %6 = stablehlo.fft %m, type = RFFT, length = [4] : (tensor<4x4xf32>) -> tensor<4x3xcomplex<f32>>
  %7 = stablehlo.einsum %m, %m, config = "ij,jk->ik" : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  return
}

func.func @control(%p: tensor<i1>, %i: tensor<i32>, %x: tensor<4xf32>, %t: !stablehlo.token) -> (tensor<f32>, tensor<4xf32>) {
  %zero = stablehlo.constant dense<0.000000e+00> : tensor<f32>
  %0 = stablehlo.reduce(%x init: %zero) applies stablehlo.add across dimensions = [0] {test.a} : (tensor<4xf32>, tensor<f32>) -> tensor<f32> loc("sum")
  %1:2 = stablehlo.reduce(%x init: %zero), (%x init: %zero) across dimensions = [0] : (tensor<4xf32>, tensor<4xf32>, tensor<f32>, tensor<f32>) -> (tensor<f32>, tensor<f32>)
   reducer(%a: tensor<f32>, %c: tensor<f32> loc("c")) (%b: tensor<f32>, %d: tensor<f32>) {
    %10 = stablehlo.add %a, %c : tensor<f32>
    %11 = stablehlo.multiply %b, %d : tensor<f32>
    stablehlo.return %10, %11 : tensor<f32>, tensor<f32>
  }
  %2:2 = stablehlo.while(%k = %i, %v = %x) : tensor<i32>, tensor<4xf32> attributes {test.loop = "outer"}
    cond {
      %10 = stablehlo.compare LT, %k, %i : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %10 : tensor<i1>
    } do {
      %10 = func.call @helper(%v) : (tensor<4xf32>) -> tensor<4xf32>
      stablehlo.return %k, %10 : tensor<i32>, tensor<4xf32>
    }
  %3 = "stablehlo.if"(%p) ({
    stablehlo.return %x : tensor<4xf32>
  }, {
    stablehlo.return %2#1 : tensor<4xf32>
  }) : (tensor<i1>) -> tensor<4xf32>
  %4 = stablehlo.tuple %x, %t : tuple<tensor<4xf32>, !stablehlo.token>
  %5 = stablehlo.get_tuple_element %4[1] : (tuple<tensor<4xf32>, !stablehlo.token>) -> !stablehlo.token
  %6 = stablehlo.create_token : !stablehlo.token
  %7 = stablehlo.after_all %5, %6 : !stablehlo.token
  %8:2 = stablehlo.optimization_barrier %x, %3 : tensor<4xf32>, tensor<4xf32>
  stablehlo.optimization_barrier ()
  %9 = stablehlo.custom_call @"target name"(%x) {api_version = 4 : i32, backend_config = {a = 1 : i32}, has_side_effect = true, called_computations = [@helper], operand_layouts = [dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<0> : tensor<1xindex>]} : (tensor<4xf32>) -> tensor<4xf32>
  %12 = stablehlo.composite "test.helper" %9 {composite_attributes = {by = 2.000000e+00 : f32}, decomposition = @helper, version = 1 : i32} : (tensor<4xf32>) -> tensor<4xf32>
  %13 = builtin.unrealized_conversion_cast %12 : tensor<4xf32> to tensor<4xi32> {test.a}
  %14:2 = "stablehlo.sort"(%x, %9) <{dimension = 0 : i64, is_stable = true}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>, %c: tensor<f32>, %d: tensor<f32>):
    %15 = stablehlo.compare GT, %a, %b, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
    stablehlo.return %15 : tensor<i1>
  }) : (tensor<4xf32>, tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return %1#0, %14#1 : tensor<f32>, tensor<4xf32>
}

func.func @helper(%x: tensor<4xf32>) -> tensor<4xf32> {
  %x2 = stablehlo.constant dense<1> : tensor<2xui64>
  %0 = "stablehlo.all_reduce"(%x) <{channel_handle = #stablehlo.channel_handle<handle = 1, type = 0>, replica_groups = dense<[[0, 1], [2, 3]]> : tensor<2x2xi64>, use_global_device_ids}> ({
  ^bb0(%a: tensor<f32>, %b: tensor<f32>):
    %3 = stablehlo.add %a, %b : tensor<f32>
    stablehlo.return %3 : tensor<f32>
  }) : (tensor<4xf32>) -> tensor<4xf32>
  %1 = stablehlo.replica_id : tensor<ui32>
  %2, %3 = stablehlo.rng_bit_generator %x2, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<4xui32>)
  return %0 : tensor<4xf32>
}

func.func @sharded(%x: tensor<8x8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"a", ?}p1, {}], replicated={"b":(1)2}>}) -> tensor<8x8xf32> {
  %0 = sdy.sharding_constraint %x <@mesh, [{}, {"b"}]> : tensor<8x8xf32>
  %1 = sdy.reshard %0 <mesh<["c"=2, "d"=4]>, [{"c"}, {?}], unreduced={"d"}> : tensor<8x8xf32>
  %2 = sdy.manual_computation(%x) in_shardings=[<@mesh, [{"a"}, {}]>] out_shardings=[<@mesh, [{}, {"a"}]>] manual_axes={"a"} (%part: tensor<4x8xf32>) {
    %6 = stablehlo.transpose %part, dims = [1, 0] : (tensor<4x8xf32>) -> tensor<8x4xf32>
    sdy.return %6 : tensor<8x4xf32>
  } : (tensor<8x8xf32>) -> tensor<8x8xf32>
  %3 = sdy.named_computation<"part">(%x) in_shardings=[<@mesh, [{"a"}, {}]>] out_shardings=[<@mesh, [{"a"}, {}]>] (%a: tensor<8x8xf32>) {
    sdy.return %a : tensor<8x8xf32>
  } : (tensor<8x8xf32>) -> tensor<8x8xf32>
  %4 = sdy.propagation_barrier %3 allowed_direction=BACKWARD : tensor<8x8xf32>
  sdy.sharding_group %4 group_id=3 : tensor<8x8xf32>
  %5 = stablehlo.custom_call @rule(%4) {sdy.sharding_rule = #sdy.op_sharding_rule<([ij, k])->([i, k]) {i=2, j=4, k=8} reduction={j} need_replication={k}, custom>} : (tensor<8x8xf32>) -> tensor<2x8xf32>
  return %4 : tensor<8x8xf32>
}

func.func @extended(%x: tensor<4xf32>, %y: tensor<2x4xf32>, %p: tensor<i1>) {
  %0 = chlo.erf %x : tensor<4xf32> -> tensor<4xf32>
  %1 = chlo.broadcast_add %x, %y {broadcast_dimensions = array<i64: 1>} : (tensor<4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %2 = chlo.broadcast_compare %x, %y {comparison_direction = #chlo<comparison_direction LT>} : (tensor<4xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
  %3 = chlo.broadcast_select %p, %x, %y : (tensor<i1>, tensor<4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %4, %5 = chlo.top_k(%y, k = 2) : tensor<2x4xf32> -> (tensor<2x2xf32>, tensor<2x2xi32>)
  %6 = chlo.zeta %x, %x : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
  %7 = "chlo.constant_like"(%x) <{value = 1.000000e+00 : f32}> : (tensor<4xf32>) -> tensor<4xf32>
  return
}
