// What Rehearsal compiles: the ops of models and of their training, as JAX 0.10.2 writes them.
//
//   def norm(x):
//       centred = x - x.mean(-1, keepdims=True)
//       return centred * jax.lax.rsqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
//
//   def loss(weights, tokens, images):
//       table, qkv, up, down, kernel = weights
//       x = table[tokens]
//       q, k, v = jnp.moveaxis((norm(x) @ qkv).reshape(*x.shape[:2], 3, 4, -1), 2, 0)
//       scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) / 4
//       scores = jnp.where((tokens > 0)[:, None, None], scores, -1e9)
//       x += jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(scores), v).reshape(x.shape)
//       x += jax.nn.gelu(norm(x) @ up) @ down
//       y = jax.lax.conv_general_dilated(
//           images, kernel, (2, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
//       return (x**2).mean() + jax.nn.relu(y).sum()
//
//   def step(weights, *inputs):
//       gradient = jax.grad(loss)(weights, *inputs)
//       return jax.tree.map(lambda w, g: w - 0.1 * g / (jnp.sqrt(g * g) + 1e-8), weights, gradient)

module @rehearsal attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<100x64xf32>, %arg1: tensor<64x192xf32>, %arg2: tensor<64x256xf32>, %arg3: tensor<256x64xf32>, %arg4: tensor<3x3x8x16xf32>, %arg5: tensor<2x16xi32>, %arg6: tensor<2x16x16x8xf32>) -> (tensor<100x64xf32> {jax.result_info = "result[0]"}, tensor<64x192xf32> {jax.result_info = "result[1]"}, tensor<64x256xf32> {jax.result_info = "result[2]"}, tensor<256x64xf32> {jax.result_info = "result[3]"}, tensor<3x3x8x16xf32> {jax.result_info = "result[4]"}) {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x16xi32>
    %1 = stablehlo.compare LT, %arg5, %0, SIGNED : (tensor<2x16xi32>, tensor<2x16xi32>) -> tensor<2x16xi1>
    %c_0 = stablehlo.constant dense<100> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2x16xi32>
    %3 = stablehlo.add %arg5, %2 : tensor<2x16xi32>
    %4 = stablehlo.select %1, %3, %arg5 : tensor<2x16xi1>, tensor<2x16xi32>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<2x16xi32>) -> tensor<2x16x1xi32>
    %6 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 64>}> : (tensor<100x64xf32>, tensor<2x16x1xi32>) -> tensor<2x16x64xf32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %7 = stablehlo.reduce(%6 init: %cst) applies stablehlo.add across dimensions = [2] : (tensor<2x16x64xf32>, tensor<f32>) -> tensor<2x16xf32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0, 1] : (tensor<2x16xf32>) -> tensor<2x16x1xf32>
    %cst_1 = stablehlo.constant dense<6.400000e+01> : tensor<f32>
    %9 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %10 = stablehlo.divide %8, %9 : tensor<2x16x1xf32>
    %11 = stablehlo.broadcast_in_dim %10, dims = [0, 1, 2] : (tensor<2x16x1xf32>) -> tensor<2x16x64xf32>
    %12 = stablehlo.subtract %6, %11 : tensor<2x16x64xf32>
    %13 = stablehlo.multiply %12, %12 : tensor<2x16x64xf32>
    %cst_2 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %14 = stablehlo.broadcast_in_dim %cst_2, dims = [] : (tensor<f32>) -> tensor<2x16x64xf32>
    %15 = stablehlo.multiply %14, %12 : tensor<2x16x64xf32>
    %cst_3 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %16 = stablehlo.reduce(%13 init: %cst_3) applies stablehlo.add across dimensions = [2] : (tensor<2x16x64xf32>, tensor<f32>) -> tensor<2x16xf32>
    %17 = stablehlo.broadcast_in_dim %16, dims = [0, 1] : (tensor<2x16xf32>) -> tensor<2x16x1xf32>
    %cst_4 = stablehlo.constant dense<6.400000e+01> : tensor<f32>
    %18 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %19 = stablehlo.divide %17, %18 : tensor<2x16x1xf32>
    %cst_5 = stablehlo.constant dense<9.99999974E-6> : tensor<f32>
    %20 = stablehlo.broadcast_in_dim %cst_5, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %21 = stablehlo.add %19, %20 : tensor<2x16x1xf32>
    %22 = stablehlo.rsqrt %21 : tensor<2x16x1xf32>
    %23 = stablehlo.divide %22, %21 : tensor<2x16x1xf32>
    %cst_6 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %24 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %25 = stablehlo.multiply %24, %23 : tensor<2x16x1xf32>
    %26 = stablehlo.broadcast_in_dim %22, dims = [0, 1, 2] : (tensor<2x16x1xf32>) -> tensor<2x16x64xf32>
    %27 = stablehlo.multiply %12, %26 : tensor<2x16x64xf32>
    %28 = stablehlo.dot_general %27, %arg1, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x16x64xf32>, tensor<64x192xf32>) -> tensor<2x16x192xf32>
    %29 = stablehlo.reshape %28 : (tensor<2x16x192xf32>) -> tensor<2x16x3x4x16xf32>
    %30 = stablehlo.transpose %29, dims = [2, 0, 1, 3, 4] : (tensor<2x16x3x4x16xf32>) -> tensor<3x2x16x4x16xf32>
    %31 = stablehlo.slice %30 [0:1, 0:2, 0:16, 0:4, 0:16] : (tensor<3x2x16x4x16xf32>) -> tensor<1x2x16x4x16xf32>
    %32 = stablehlo.reshape %31 : (tensor<1x2x16x4x16xf32>) -> tensor<2x16x4x16xf32>
    %33 = stablehlo.slice %30 [1:2, 0:2, 0:16, 0:4, 0:16] : (tensor<3x2x16x4x16xf32>) -> tensor<1x2x16x4x16xf32>
    %34 = stablehlo.reshape %33 : (tensor<1x2x16x4x16xf32>) -> tensor<2x16x4x16xf32>
    %35 = stablehlo.slice %30 [2:3, 0:2, 0:16, 0:4, 0:16] : (tensor<3x2x16x4x16xf32>) -> tensor<1x2x16x4x16xf32>
    %36 = stablehlo.reshape %35 : (tensor<1x2x16x4x16xf32>) -> tensor<2x16x4x16xf32>
    %37 = stablehlo.dot_general %32, %34, batching_dims = [0, 2] x [0, 2], contracting_dims = [3] x [3], precision = [DEFAULT, DEFAULT] : (tensor<2x16x4x16xf32>, tensor<2x16x4x16xf32>) -> tensor<2x4x16x16xf32>
    %cst_7 = stablehlo.constant dense<4.000000e+00> : tensor<f32>
    %38 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<f32>) -> tensor<2x4x16x16xf32>
    %39 = stablehlo.divide %37, %38 : tensor<2x4x16x16xf32>
    %c_8 = stablehlo.constant dense<0> : tensor<i32>
    %40 = stablehlo.broadcast_in_dim %c_8, dims = [] : (tensor<i32>) -> tensor<2x16xi32>
    %41 = stablehlo.compare GT, %arg5, %40, SIGNED : (tensor<2x16xi32>, tensor<2x16xi32>) -> tensor<2x16xi1>
    %42 = stablehlo.broadcast_in_dim %41, dims = [0, 3] : (tensor<2x16xi1>) -> tensor<2x1x1x16xi1>
    %cst_9 = stablehlo.constant dense<-1.000000e+09> : tensor<f32>
    %43:2 = call @_where(%42, %39, %cst_9) : (tensor<2x1x1x16xi1>, tensor<2x4x16x16xf32>, tensor<f32>) -> (tensor<2x4x16x16xf32>, tensor<2x4x16x16xi1>)
    %cst_10 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %44 = stablehlo.reduce(%43#0 init: %cst_10) applies stablehlo.maximum across dimensions = [3] : (tensor<2x4x16x16xf32>, tensor<f32>) -> tensor<2x4x16xf32>
    %cst_11 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %45 = stablehlo.broadcast_in_dim %cst_11, dims = [] : (tensor<f32>) -> tensor<2x4x16xf32>
    %46 = stablehlo.maximum %45, %44 : tensor<2x4x16xf32>
    %47 = stablehlo.broadcast_in_dim %46, dims = [0, 1, 2] : (tensor<2x4x16xf32>) -> tensor<2x4x16x1xf32>
    %48 = stablehlo.broadcast_in_dim %47, dims = [0, 1, 2, 3] : (tensor<2x4x16x1xf32>) -> tensor<2x4x16x16xf32>
    %49 = stablehlo.subtract %43#0, %48 : tensor<2x4x16x16xf32>
    %50 = stablehlo.exponential %49 : tensor<2x4x16x16xf32>
    %cst_12 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %51 = stablehlo.reduce(%50 init: %cst_12) applies stablehlo.add across dimensions = [3] : (tensor<2x4x16x16xf32>, tensor<f32>) -> tensor<2x4x16xf32>
    %52 = stablehlo.broadcast_in_dim %51, dims = [0, 1, 2] : (tensor<2x4x16xf32>) -> tensor<2x4x16x1xf32>
    %53 = stablehlo.broadcast_in_dim %52, dims = [0, 1, 2, 3] : (tensor<2x4x16x1xf32>) -> tensor<2x4x16x16xf32>
    %54 = stablehlo.divide %50, %53 : tensor<2x4x16x16xf32>
    %55 = stablehlo.multiply %52, %52 : tensor<2x4x16x1xf32>
    %cst_13 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %56 = stablehlo.broadcast_in_dim %cst_13, dims = [] : (tensor<f32>) -> tensor<2x4x16x1xf32>
    %57 = stablehlo.divide %56, %55 : tensor<2x4x16x1xf32>
    %58 = stablehlo.dot_general %36, %54, batching_dims = [0, 2] x [0, 1], contracting_dims = [1] x [3], precision = [DEFAULT, DEFAULT] : (tensor<2x16x4x16xf32>, tensor<2x4x16x16xf32>) -> tensor<2x4x16x16xf32>
    %59 = stablehlo.transpose %58, dims = [0, 3, 1, 2] : (tensor<2x4x16x16xf32>) -> tensor<2x16x4x16xf32>
    %60 = stablehlo.reshape %59 : (tensor<2x16x4x16xf32>) -> tensor<2x16x64xf32>
    %61 = stablehlo.add %6, %60 : tensor<2x16x64xf32>
    %cst_14 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %62 = stablehlo.reduce(%61 init: %cst_14) applies stablehlo.add across dimensions = [2] : (tensor<2x16x64xf32>, tensor<f32>) -> tensor<2x16xf32>
    %63 = stablehlo.broadcast_in_dim %62, dims = [0, 1] : (tensor<2x16xf32>) -> tensor<2x16x1xf32>
    %cst_15 = stablehlo.constant dense<6.400000e+01> : tensor<f32>
    %64 = stablehlo.broadcast_in_dim %cst_15, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %65 = stablehlo.divide %63, %64 : tensor<2x16x1xf32>
    %66 = stablehlo.broadcast_in_dim %65, dims = [0, 1, 2] : (tensor<2x16x1xf32>) -> tensor<2x16x64xf32>
    %67 = stablehlo.subtract %61, %66 : tensor<2x16x64xf32>
    %68 = stablehlo.multiply %67, %67 : tensor<2x16x64xf32>
    %cst_16 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %69 = stablehlo.broadcast_in_dim %cst_16, dims = [] : (tensor<f32>) -> tensor<2x16x64xf32>
    %70 = stablehlo.multiply %69, %67 : tensor<2x16x64xf32>
    %cst_17 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %71 = stablehlo.reduce(%68 init: %cst_17) applies stablehlo.add across dimensions = [2] : (tensor<2x16x64xf32>, tensor<f32>) -> tensor<2x16xf32>
    %72 = stablehlo.broadcast_in_dim %71, dims = [0, 1] : (tensor<2x16xf32>) -> tensor<2x16x1xf32>
    %cst_18 = stablehlo.constant dense<6.400000e+01> : tensor<f32>
    %73 = stablehlo.broadcast_in_dim %cst_18, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %74 = stablehlo.divide %72, %73 : tensor<2x16x1xf32>
    %cst_19 = stablehlo.constant dense<9.99999974E-6> : tensor<f32>
    %75 = stablehlo.broadcast_in_dim %cst_19, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %76 = stablehlo.add %74, %75 : tensor<2x16x1xf32>
    %77 = stablehlo.rsqrt %76 : tensor<2x16x1xf32>
    %78 = stablehlo.divide %77, %76 : tensor<2x16x1xf32>
    %cst_20 = stablehlo.constant dense<-5.000000e-01> : tensor<f32>
    %79 = stablehlo.broadcast_in_dim %cst_20, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %80 = stablehlo.multiply %79, %78 : tensor<2x16x1xf32>
    %81 = stablehlo.broadcast_in_dim %77, dims = [0, 1, 2] : (tensor<2x16x1xf32>) -> tensor<2x16x64xf32>
    %82 = stablehlo.multiply %67, %81 : tensor<2x16x64xf32>
    %83 = stablehlo.dot_general %82, %arg2, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x16x64xf32>, tensor<64x256xf32>) -> tensor<2x16x256xf32>
    %84 = stablehlo.multiply %83, %83 : tensor<2x16x256xf32>
    %85 = stablehlo.multiply %84, %83 : tensor<2x16x256xf32>
    %86 = stablehlo.multiply %83, %83 : tensor<2x16x256xf32>
    %cst_21 = stablehlo.constant dense<3.000000e+00> : tensor<f32>
    %87 = stablehlo.broadcast_in_dim %cst_21, dims = [] : (tensor<f32>) -> tensor<2x16x256xf32>
    %88 = stablehlo.multiply %87, %86 : tensor<2x16x256xf32>
    %cst_22 = stablehlo.constant dense<4.471500e-02> : tensor<f32>
    %89 = stablehlo.broadcast_in_dim %cst_22, dims = [] : (tensor<f32>) -> tensor<2x16x256xf32>
    %90 = stablehlo.multiply %89, %85 : tensor<2x16x256xf32>
    %91 = stablehlo.add %83, %90 : tensor<2x16x256xf32>
    %cst_23 = stablehlo.constant dense<0.797884583> : tensor<f32>
    %92 = stablehlo.broadcast_in_dim %cst_23, dims = [] : (tensor<f32>) -> tensor<2x16x256xf32>
    %93 = stablehlo.multiply %92, %91 : tensor<2x16x256xf32>
    %94 = stablehlo.tanh %93 : tensor<2x16x256xf32>
    %cst_24 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %95 = stablehlo.broadcast_in_dim %cst_24, dims = [] : (tensor<f32>) -> tensor<2x16x256xf32>
    %96 = stablehlo.subtract %95, %94 : tensor<2x16x256xf32>
    %cst_25 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %97 = stablehlo.broadcast_in_dim %cst_25, dims = [] : (tensor<f32>) -> tensor<2x16x256xf32>
    %98 = stablehlo.add %97, %94 : tensor<2x16x256xf32>
    %cst_26 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %99 = stablehlo.broadcast_in_dim %cst_26, dims = [] : (tensor<f32>) -> tensor<2x16x256xf32>
    %100 = stablehlo.multiply %99, %98 : tensor<2x16x256xf32>
    %101 = stablehlo.multiply %83, %100 : tensor<2x16x256xf32>
    %102 = stablehlo.dot_general %101, %arg3, contracting_dims = [2] x [0], precision = [DEFAULT, DEFAULT] : (tensor<2x16x256xf32>, tensor<256x64xf32>) -> tensor<2x16x64xf32>
    %103 = stablehlo.add %61, %102 : tensor<2x16x64xf32>
    %104 = stablehlo.convolution(%arg6, %arg4) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 2], pad = [[0, 1], [0, 1]], lhs_dilate = [1, 1], rhs_dilate = [1, 1], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x16x16x8xf32>, tensor<3x3x8x16xf32>) -> tensor<2x8x8x16xf32>
    %cst_27 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %105 = stablehlo.broadcast_in_dim %cst_27, dims = [] : (tensor<f32>) -> tensor<2x16x64xf32>
    %106 = stablehlo.multiply %105, %103 : tensor<2x16x64xf32>
    %cst_28 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %107 = stablehlo.broadcast_in_dim %cst_28, dims = [] : (tensor<f32>) -> tensor<2x8x8x16xf32>
    %108 = stablehlo.compare GT, %104, %107, FLOAT : (tensor<2x8x8x16xf32>, tensor<2x8x8x16xf32>) -> tensor<2x8x8x16xi1>
    %cst_29 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %109 = stablehlo.broadcast_in_dim %cst_29, dims = [] : (tensor<f32>) -> tensor<2x8x8x16xf32>
    %cst_30 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %110 = stablehlo.broadcast_in_dim %cst_30, dims = [] : (tensor<f32>) -> tensor<2x8x8x16xf32>
    %111 = stablehlo.select %108, %109, %110 : tensor<2x8x8x16xi1>, tensor<2x8x8x16xf32>
    %cst_31 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %cst_32 = stablehlo.constant dense<2.048000e+03> : tensor<f32>
    %112 = stablehlo.divide %cst_31, %cst_32 : tensor<f32>
    %113 = stablehlo.broadcast_in_dim %112, dims = [] : (tensor<f32>) -> tensor<2x16x64xf32>
    %114 = stablehlo.multiply %113, %106 : tensor<2x16x64xf32>
    %115 = stablehlo.convolution(%arg6, %111) dim_numbers = [f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f], window = {stride = [1, 1], pad = [[0, 1], [0, 1]], lhs_dilate = [1, 1], rhs_dilate = [2, 2], reverse = [false, false]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>]} : (tensor<2x16x16x8xf32>, tensor<2x8x8x16xf32>) -> tensor<3x3x8x16xf32>
    %116 = stablehlo.dot_general %114, %101, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<2x16x64xf32>, tensor<2x16x256xf32>) -> tensor<64x256xf32>
    %117 = stablehlo.transpose %116, dims = [1, 0] : (tensor<64x256xf32>) -> tensor<256x64xf32>
    %118 = stablehlo.dot_general %114, %arg3, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x16x64xf32>, tensor<256x64xf32>) -> tensor<2x16x256xf32>
    %119 = stablehlo.multiply %83, %118 : tensor<2x16x256xf32>
    %120 = stablehlo.multiply %118, %100 : tensor<2x16x256xf32>
    %cst_33 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %121 = stablehlo.broadcast_in_dim %cst_33, dims = [] : (tensor<f32>) -> tensor<2x16x256xf32>
    %122 = stablehlo.multiply %121, %119 : tensor<2x16x256xf32>
    %123 = stablehlo.multiply %122, %96 : tensor<2x16x256xf32>
    %124 = stablehlo.multiply %123, %94 : tensor<2x16x256xf32>
    %125 = stablehlo.add %123, %124 : tensor<2x16x256xf32>
    %cst_34 = stablehlo.constant dense<0.797884583> : tensor<f32>
    %126 = stablehlo.broadcast_in_dim %cst_34, dims = [] : (tensor<f32>) -> tensor<2x16x256xf32>
    %127 = stablehlo.multiply %126, %125 : tensor<2x16x256xf32>
    %128 = stablehlo.add %120, %127 : tensor<2x16x256xf32>
    %cst_35 = stablehlo.constant dense<4.471500e-02> : tensor<f32>
    %129 = stablehlo.broadcast_in_dim %cst_35, dims = [] : (tensor<f32>) -> tensor<2x16x256xf32>
    %130 = stablehlo.multiply %129, %127 : tensor<2x16x256xf32>
    %131 = stablehlo.multiply %130, %88 : tensor<2x16x256xf32>
    %132 = stablehlo.add %128, %131 : tensor<2x16x256xf32>
    %133 = stablehlo.dot_general %132, %82, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<2x16x256xf32>, tensor<2x16x64xf32>) -> tensor<256x64xf32>
    %134 = stablehlo.transpose %133, dims = [1, 0] : (tensor<256x64xf32>) -> tensor<64x256xf32>
    %135 = stablehlo.dot_general %132, %arg2, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x16x256xf32>, tensor<64x256xf32>) -> tensor<2x16x64xf32>
    %136 = stablehlo.multiply %67, %135 : tensor<2x16x64xf32>
    %cst_36 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %137 = stablehlo.reduce(%136 init: %cst_36) applies stablehlo.add across dimensions = [2] : (tensor<2x16x64xf32>, tensor<f32>) -> tensor<2x16xf32>
    %138 = stablehlo.reshape %137 : (tensor<2x16xf32>) -> tensor<2x16x1xf32>
    %139 = stablehlo.broadcast_in_dim %77, dims = [0, 1, 2] : (tensor<2x16x1xf32>) -> tensor<2x16x64xf32>
    %140 = stablehlo.multiply %135, %139 : tensor<2x16x64xf32>
    %141 = stablehlo.multiply %138, %80 : tensor<2x16x1xf32>
    %cst_37 = stablehlo.constant dense<6.400000e+01> : tensor<f32>
    %142 = stablehlo.broadcast_in_dim %cst_37, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %143 = stablehlo.divide %141, %142 : tensor<2x16x1xf32>
    %cst_38 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %144 = stablehlo.reduce(%143 init: %cst_38) applies stablehlo.add across dimensions = [2] : (tensor<2x16x1xf32>, tensor<f32>) -> tensor<2x16xf32>
    %145 = stablehlo.broadcast_in_dim %144, dims = [0, 1] : (tensor<2x16xf32>) -> tensor<2x16x64xf32>
    %146 = stablehlo.multiply %145, %70 : tensor<2x16x64xf32>
    %147 = stablehlo.add %140, %146 : tensor<2x16x64xf32>
    %148 = stablehlo.negate %147 : tensor<2x16x64xf32>
    %cst_39 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %149 = stablehlo.reduce(%148 init: %cst_39) applies stablehlo.add across dimensions = [2] : (tensor<2x16x64xf32>, tensor<f32>) -> tensor<2x16xf32>
    %150 = stablehlo.reshape %149 : (tensor<2x16xf32>) -> tensor<2x16x1xf32>
    %151 = stablehlo.add %114, %147 : tensor<2x16x64xf32>
    %cst_40 = stablehlo.constant dense<6.400000e+01> : tensor<f32>
    %152 = stablehlo.broadcast_in_dim %cst_40, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %153 = stablehlo.divide %150, %152 : tensor<2x16x1xf32>
    %cst_41 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %154 = stablehlo.reduce(%153 init: %cst_41) applies stablehlo.add across dimensions = [2] : (tensor<2x16x1xf32>, tensor<f32>) -> tensor<2x16xf32>
    %155 = stablehlo.broadcast_in_dim %154, dims = [0, 1] : (tensor<2x16xf32>) -> tensor<2x16x64xf32>
    %156 = stablehlo.add %151, %155 : tensor<2x16x64xf32>
    %157 = stablehlo.reshape %156 : (tensor<2x16x64xf32>) -> tensor<2x16x4x16xf32>
    %158 = stablehlo.transpose %157, dims = [0, 2, 3, 1] : (tensor<2x16x4x16xf32>) -> tensor<2x4x16x16xf32>
    %159 = stablehlo.dot_general %158, %36, batching_dims = [0, 1] x [0, 2], contracting_dims = [2] x [3], precision = [DEFAULT, DEFAULT] : (tensor<2x4x16x16xf32>, tensor<2x16x4x16xf32>) -> tensor<2x4x16x16xf32>
    %160 = stablehlo.dot_general %158, %54, batching_dims = [0, 1] x [0, 1], contracting_dims = [3] x [2], precision = [DEFAULT, DEFAULT] : (tensor<2x4x16x16xf32>, tensor<2x4x16x16xf32>) -> tensor<2x4x16x16xf32>
    %161 = stablehlo.transpose %160, dims = [0, 3, 1, 2] : (tensor<2x4x16x16xf32>) -> tensor<2x16x4x16xf32>
    %162 = stablehlo.broadcast_in_dim %57, dims = [0, 1, 2, 3] : (tensor<2x4x16x1xf32>) -> tensor<2x4x16x16xf32>
    %163 = stablehlo.multiply %159, %162 : tensor<2x4x16x16xf32>
    %164 = stablehlo.multiply %163, %50 : tensor<2x4x16x16xf32>
    %cst_42 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %165 = stablehlo.reduce(%164 init: %cst_42) applies stablehlo.add across dimensions = [3] : (tensor<2x4x16x16xf32>, tensor<f32>) -> tensor<2x4x16xf32>
    %166 = stablehlo.reshape %165 : (tensor<2x4x16xf32>) -> tensor<2x4x16x1xf32>
    %167 = stablehlo.negate %166 : tensor<2x4x16x1xf32>
    %168 = stablehlo.broadcast_in_dim %52, dims = [0, 1, 2, 3] : (tensor<2x4x16x1xf32>) -> tensor<2x4x16x16xf32>
    %169 = stablehlo.divide %159, %168 : tensor<2x4x16x16xf32>
    %cst_43 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %170 = stablehlo.reduce(%167 init: %cst_43) applies stablehlo.add across dimensions = [3] : (tensor<2x4x16x1xf32>, tensor<f32>) -> tensor<2x4x16xf32>
    %171 = stablehlo.broadcast_in_dim %170, dims = [0, 1, 2] : (tensor<2x4x16xf32>) -> tensor<2x4x16x16xf32>
    %172 = stablehlo.add %169, %171 : tensor<2x4x16x16xf32>
    %173 = stablehlo.multiply %172, %50 : tensor<2x4x16x16xf32>
    %174 = call @_where_0(%43#1, %173) : (tensor<2x4x16x16xi1>, tensor<2x4x16x16xf32>) -> tensor<2x4x16x16xf32>
    %cst_44 = stablehlo.constant dense<4.000000e+00> : tensor<f32>
    %175 = stablehlo.broadcast_in_dim %cst_44, dims = [] : (tensor<f32>) -> tensor<2x4x16x16xf32>
    %176 = stablehlo.divide %174, %175 : tensor<2x4x16x16xf32>
    %177 = stablehlo.dot_general %176, %32, batching_dims = [0, 1] x [0, 2], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x16x16xf32>, tensor<2x16x4x16xf32>) -> tensor<2x4x16x16xf32>
    %178 = stablehlo.transpose %177, dims = [0, 2, 1, 3] : (tensor<2x4x16x16xf32>) -> tensor<2x16x4x16xf32>
    %179 = stablehlo.dot_general %176, %34, batching_dims = [0, 1] x [0, 2], contracting_dims = [3] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x16x16xf32>, tensor<2x16x4x16xf32>) -> tensor<2x4x16x16xf32>
    %180 = stablehlo.transpose %179, dims = [0, 2, 1, 3] : (tensor<2x4x16x16xf32>) -> tensor<2x16x4x16xf32>
    %181 = stablehlo.broadcast_in_dim %161, dims = [1, 2, 3, 4] : (tensor<2x16x4x16xf32>) -> tensor<1x2x16x4x16xf32>
    %cst_45 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %182 = stablehlo.pad %181, %cst_45, low = [2, 0, 0, 0, 0], high = [0, 0, 0, 0, 0], interior = [0, 0, 0, 0, 0] : (tensor<1x2x16x4x16xf32>, tensor<f32>) -> tensor<3x2x16x4x16xf32>
    %183 = stablehlo.broadcast_in_dim %178, dims = [1, 2, 3, 4] : (tensor<2x16x4x16xf32>) -> tensor<1x2x16x4x16xf32>
    %cst_46 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %184 = stablehlo.pad %183, %cst_46, low = [1, 0, 0, 0, 0], high = [1, 0, 0, 0, 0], interior = [0, 0, 0, 0, 0] : (tensor<1x2x16x4x16xf32>, tensor<f32>) -> tensor<3x2x16x4x16xf32>
    %185 = stablehlo.add %182, %184 : tensor<3x2x16x4x16xf32>
    %186 = stablehlo.broadcast_in_dim %180, dims = [1, 2, 3, 4] : (tensor<2x16x4x16xf32>) -> tensor<1x2x16x4x16xf32>
    %cst_47 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %187 = stablehlo.pad %186, %cst_47, low = [0, 0, 0, 0, 0], high = [2, 0, 0, 0, 0], interior = [0, 0, 0, 0, 0] : (tensor<1x2x16x4x16xf32>, tensor<f32>) -> tensor<3x2x16x4x16xf32>
    %188 = stablehlo.add %185, %187 : tensor<3x2x16x4x16xf32>
    %189 = stablehlo.transpose %188, dims = [1, 2, 0, 3, 4] : (tensor<3x2x16x4x16xf32>) -> tensor<2x16x3x4x16xf32>
    %190 = stablehlo.reshape %189 : (tensor<2x16x3x4x16xf32>) -> tensor<2x16x192xf32>
    %191 = stablehlo.dot_general %190, %27, contracting_dims = [0, 1] x [0, 1], precision = [DEFAULT, DEFAULT] : (tensor<2x16x192xf32>, tensor<2x16x64xf32>) -> tensor<192x64xf32>
    %192 = stablehlo.transpose %191, dims = [1, 0] : (tensor<192x64xf32>) -> tensor<64x192xf32>
    %193 = stablehlo.dot_general %190, %arg1, contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x16x192xf32>, tensor<64x192xf32>) -> tensor<2x16x64xf32>
    %194 = stablehlo.multiply %12, %193 : tensor<2x16x64xf32>
    %cst_48 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %195 = stablehlo.reduce(%194 init: %cst_48) applies stablehlo.add across dimensions = [2] : (tensor<2x16x64xf32>, tensor<f32>) -> tensor<2x16xf32>
    %196 = stablehlo.reshape %195 : (tensor<2x16xf32>) -> tensor<2x16x1xf32>
    %197 = stablehlo.broadcast_in_dim %22, dims = [0, 1, 2] : (tensor<2x16x1xf32>) -> tensor<2x16x64xf32>
    %198 = stablehlo.multiply %193, %197 : tensor<2x16x64xf32>
    %199 = stablehlo.multiply %196, %25 : tensor<2x16x1xf32>
    %cst_49 = stablehlo.constant dense<6.400000e+01> : tensor<f32>
    %200 = stablehlo.broadcast_in_dim %cst_49, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %201 = stablehlo.divide %199, %200 : tensor<2x16x1xf32>
    %cst_50 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %202 = stablehlo.reduce(%201 init: %cst_50) applies stablehlo.add across dimensions = [2] : (tensor<2x16x1xf32>, tensor<f32>) -> tensor<2x16xf32>
    %203 = stablehlo.broadcast_in_dim %202, dims = [0, 1] : (tensor<2x16xf32>) -> tensor<2x16x64xf32>
    %204 = stablehlo.multiply %203, %15 : tensor<2x16x64xf32>
    %205 = stablehlo.add %198, %204 : tensor<2x16x64xf32>
    %206 = stablehlo.negate %205 : tensor<2x16x64xf32>
    %cst_51 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %207 = stablehlo.reduce(%206 init: %cst_51) applies stablehlo.add across dimensions = [2] : (tensor<2x16x64xf32>, tensor<f32>) -> tensor<2x16xf32>
    %208 = stablehlo.reshape %207 : (tensor<2x16xf32>) -> tensor<2x16x1xf32>
    %209 = stablehlo.add %156, %205 : tensor<2x16x64xf32>
    %cst_52 = stablehlo.constant dense<6.400000e+01> : tensor<f32>
    %210 = stablehlo.broadcast_in_dim %cst_52, dims = [] : (tensor<f32>) -> tensor<2x16x1xf32>
    %211 = stablehlo.divide %208, %210 : tensor<2x16x1xf32>
    %cst_53 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %212 = stablehlo.reduce(%211 init: %cst_53) applies stablehlo.add across dimensions = [2] : (tensor<2x16x1xf32>, tensor<f32>) -> tensor<2x16xf32>
    %213 = stablehlo.broadcast_in_dim %212, dims = [0, 1] : (tensor<2x16xf32>) -> tensor<2x16x64xf32>
    %214 = stablehlo.add %209, %213 : tensor<2x16x64xf32>
    %cst_54 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %215 = stablehlo.broadcast_in_dim %cst_54, dims = [] : (tensor<f32>) -> tensor<100x64xf32>
    %216 = "stablehlo.scatter"(%215, %5, %214) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [2], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 2>, unique_indices = false}> ({
    ^bb0(%arg7: tensor<f32>, %arg8: tensor<f32>):
      %257 = stablehlo.add %arg7, %arg8 : tensor<f32>
      stablehlo.return %257 : tensor<f32>
    }) : (tensor<100x64xf32>, tensor<2x16x1xi32>, tensor<2x16x64xf32>) -> tensor<100x64xf32>
    %cst_55 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %217 = stablehlo.broadcast_in_dim %cst_55, dims = [] : (tensor<f32>) -> tensor<100x64xf32>
    %218 = stablehlo.multiply %217, %216 : tensor<100x64xf32>
    %219 = stablehlo.multiply %216, %216 : tensor<100x64xf32>
    %220 = stablehlo.sqrt %219 : tensor<100x64xf32>
    %cst_56 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %221 = stablehlo.broadcast_in_dim %cst_56, dims = [] : (tensor<f32>) -> tensor<100x64xf32>
    %222 = stablehlo.add %220, %221 : tensor<100x64xf32>
    %223 = stablehlo.divide %218, %222 : tensor<100x64xf32>
    %224 = stablehlo.subtract %arg0, %223 : tensor<100x64xf32>
    %cst_57 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %225 = stablehlo.broadcast_in_dim %cst_57, dims = [] : (tensor<f32>) -> tensor<64x192xf32>
    %226 = stablehlo.multiply %225, %192 : tensor<64x192xf32>
    %227 = stablehlo.multiply %192, %192 : tensor<64x192xf32>
    %228 = stablehlo.sqrt %227 : tensor<64x192xf32>
    %cst_58 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %229 = stablehlo.broadcast_in_dim %cst_58, dims = [] : (tensor<f32>) -> tensor<64x192xf32>
    %230 = stablehlo.add %228, %229 : tensor<64x192xf32>
    %231 = stablehlo.divide %226, %230 : tensor<64x192xf32>
    %232 = stablehlo.subtract %arg1, %231 : tensor<64x192xf32>
    %cst_59 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %233 = stablehlo.broadcast_in_dim %cst_59, dims = [] : (tensor<f32>) -> tensor<64x256xf32>
    %234 = stablehlo.multiply %233, %134 : tensor<64x256xf32>
    %235 = stablehlo.multiply %134, %134 : tensor<64x256xf32>
    %236 = stablehlo.sqrt %235 : tensor<64x256xf32>
    %cst_60 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %237 = stablehlo.broadcast_in_dim %cst_60, dims = [] : (tensor<f32>) -> tensor<64x256xf32>
    %238 = stablehlo.add %236, %237 : tensor<64x256xf32>
    %239 = stablehlo.divide %234, %238 : tensor<64x256xf32>
    %240 = stablehlo.subtract %arg2, %239 : tensor<64x256xf32>
    %cst_61 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %241 = stablehlo.broadcast_in_dim %cst_61, dims = [] : (tensor<f32>) -> tensor<256x64xf32>
    %242 = stablehlo.multiply %241, %117 : tensor<256x64xf32>
    %243 = stablehlo.multiply %117, %117 : tensor<256x64xf32>
    %244 = stablehlo.sqrt %243 : tensor<256x64xf32>
    %cst_62 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %245 = stablehlo.broadcast_in_dim %cst_62, dims = [] : (tensor<f32>) -> tensor<256x64xf32>
    %246 = stablehlo.add %244, %245 : tensor<256x64xf32>
    %247 = stablehlo.divide %242, %246 : tensor<256x64xf32>
    %248 = stablehlo.subtract %arg3, %247 : tensor<256x64xf32>
    %cst_63 = stablehlo.constant dense<1.000000e-01> : tensor<f32>
    %249 = stablehlo.broadcast_in_dim %cst_63, dims = [] : (tensor<f32>) -> tensor<3x3x8x16xf32>
    %250 = stablehlo.multiply %249, %115 : tensor<3x3x8x16xf32>
    %251 = stablehlo.multiply %115, %115 : tensor<3x3x8x16xf32>
    %252 = stablehlo.sqrt %251 : tensor<3x3x8x16xf32>
    %cst_64 = stablehlo.constant dense<9.99999993E-9> : tensor<f32>
    %253 = stablehlo.broadcast_in_dim %cst_64, dims = [] : (tensor<f32>) -> tensor<3x3x8x16xf32>
    %254 = stablehlo.add %252, %253 : tensor<3x3x8x16xf32>
    %255 = stablehlo.divide %250, %254 : tensor<3x3x8x16xf32>
    %256 = stablehlo.subtract %arg4, %255 : tensor<3x3x8x16xf32>
    return %224, %232, %240, %248, %256 : tensor<100x64xf32>, tensor<64x192xf32>, tensor<64x256xf32>, tensor<256x64xf32>, tensor<3x3x8x16xf32>
  }
  func.func private @_where(%arg0: tensor<2x1x1x16xi1>, %arg1: tensor<2x4x16x16xf32>, %arg2: tensor<f32>) -> (tensor<2x4x16x16xf32>, tensor<2x4x16x16xi1>) {
    %0 = stablehlo.convert %arg2 : tensor<f32>
    %1 = stablehlo.broadcast_in_dim %arg0, dims = [0, 1, 2, 3] : (tensor<2x1x1x16xi1>) -> tensor<2x4x16x16xi1>
    %2 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<2x4x16x16xf32>
    %3 = stablehlo.select %1, %arg1, %2 : tensor<2x4x16x16xi1>, tensor<2x4x16x16xf32>
    return %3, %1 : tensor<2x4x16x16xf32>, tensor<2x4x16x16xi1>
  }
  func.func private @_where_0(%arg0: tensor<2x4x16x16xi1>, %arg1: tensor<2x4x16x16xf32>) -> tensor<2x4x16x16xf32> {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x16x16xf32>
    %1 = stablehlo.select %arg0, %arg1, %0 : tensor<2x4x16x16xi1>, tensor<2x4x16x16xf32>
    return %1 : tensor<2x4x16x16xf32>
  }
}
