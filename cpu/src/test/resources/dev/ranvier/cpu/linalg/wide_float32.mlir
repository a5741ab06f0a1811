module @jit_rectangle attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<3x5xf32>) -> (tensor<f32> {jax.result_info = "result['geqp3']"}, tensor<f32> {jax.result_info = "result['gesdd']['u']"}, tensor<f32> {jax.result_info = "result['gesdd']['usv']"}, tensor<f32> {jax.result_info = "result['gesdd']['v']"}, tensor<f32> {jax.result_info = "result['gesdd']['values']"}, tensor<f32> {jax.result_info = "result['gesvd']['u']"}, tensor<f32> {jax.result_info = "result['gesvd']['usv']"}, tensor<f32> {jax.result_info = "result['gesvd']['v']"}, tensor<f32> {jax.result_info = "result['gesvd']['values']"}, tensor<f32> {jax.result_info = "result['lu']"}, tensor<f32> {jax.result_info = "result['ormqr']"}, tensor<f32> {jax.result_info = "result['qr']['q']"}, tensor<f32> {jax.result_info = "result['qr']['qr']"}, tensor<f32> {jax.result_info = "result['qr']['upper']"}) {
    %0:3 = stablehlo.custom_call @lapack_sgetrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xi32>, tensor<i32>)
    %c = stablehlo.constant dense<1> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<3xi32>
    %2 = stablehlo.subtract %0#1, %1 : tensor<3xi32>
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<i32>
    %4 = stablehlo.compare GE, %0#2, %3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %7 = stablehlo.broadcast_in_dim %5, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x5xi1>
    %8 = stablehlo.select %7, %0#0, %6 : tensor<3x5xi1>, tensor<3x5xf32>
    %9 = stablehlo.iota dim = 0 : tensor<3xi32>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %10:4 = stablehlo.while(%iterArg = %2, %iterArg_70 = %c_2, %iterArg_71 = %c_1, %iterArg_72 = %9) : tensor<3xi32>, tensor<i64>, tensor<i64>, tensor<3xi32>
    cond {
      %c_73 = stablehlo.constant dense<3> : tensor<i64>
      %266 = stablehlo.compare LT, %iterArg_70, %c_73, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
      stablehlo.return %266 : tensor<i1>
    } do {
      %266:2 = func.call @closed_call(%iterArg, %iterArg_71, %iterArg_72) : (tensor<3xi32>, tensor<i64>, tensor<3xi32>) -> (tensor<i64>, tensor<3xi32>)
      %c_73 = stablehlo.constant dense<1> : tensor<i64>
      %267 = stablehlo.add %iterArg_70, %c_73 : tensor<i64>
      stablehlo.return %iterArg, %267, %266#0, %266#1 : tensor<3xi32>, tensor<i64>, tensor<i64>, tensor<3xi32>
    }
    %11 = call @tril(%8) : (tensor<3x5xf32>) -> tensor<3x5xf32>
    %12 = stablehlo.slice %11 [0:3, 0:3] : (tensor<3x5xf32>) -> tensor<3x3xf32>
    %13 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %14 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_3 = stablehlo.constant dense<0> : tensor<i64>
    %15 = stablehlo.broadcast_in_dim %c_3, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %16 = stablehlo.add %13, %15 : tensor<3x3xi64>
    %17 = stablehlo.compare EQ, %16, %14, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %18 = stablehlo.convert %17 : (tensor<3x3xi1>) -> tensor<3x3xf32>
    %19 = stablehlo.add %12, %18 : tensor<3x3xf32>
    %20 = call @triu(%8) : (tensor<3x5xf32>) -> tensor<3x5xf32>
    %21 = stablehlo.dot_general %19, %20, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %22 = stablehlo.broadcast_in_dim %10#3, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %23 = call @take_along_axis(%arg0, %22) : (tensor<3x5xf32>, tensor<3x1xi32>) -> tensor<3x5xf32>
    %24 = stablehlo.subtract %21, %23 : tensor<3x5xf32>
    %25 = stablehlo.abs %24 : tensor<3x5xf32>
    %cst_4 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %26 = stablehlo.reduce(%25 init: %cst_4) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_5 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %27 = stablehlo.maximum %cst_5, %26 : tensor<f32>
    %28:2 = stablehlo.custom_call @lapack_sgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>)
    %29 = stablehlo.slice %28#0 [0:3, 0:3] : (tensor<3x5xf32>) -> tensor<3x3xf32>
    %30 = stablehlo.custom_call @lapack_sorgqr_ffi(%29, %28#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xf32>, tensor<3xf32>) -> tensor<3x3xf32>
    %31 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c_6 = stablehlo.constant dense<-1> : tensor<i64>
    %32 = stablehlo.broadcast_in_dim %c_6, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %33 = stablehlo.add %31, %32 : tensor<3x5xi64>
    %34 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %35 = stablehlo.compare GE, %33, %34, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst_7 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %36 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %37 = stablehlo.select %35, %36, %28#0 : tensor<3x5xi1>, tensor<3x5xf32>
    %38:2 = stablehlo.custom_call @lapack_sgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>)
    %39 = stablehlo.slice %38#0 [0:3, 0:3] : (tensor<3x5xf32>) -> tensor<3x3xf32>
    %40 = stablehlo.custom_call @lapack_sorgqr_ffi(%39, %38#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xf32>, tensor<3xf32>) -> tensor<3x3xf32>
    %41 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c_8 = stablehlo.constant dense<-1> : tensor<i64>
    %42 = stablehlo.broadcast_in_dim %c_8, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %43 = stablehlo.add %41, %42 : tensor<3x5xi64>
    %44 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %45 = stablehlo.compare GE, %43, %44, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst_9 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %46 = stablehlo.broadcast_in_dim %cst_9, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %47 = stablehlo.select %45, %46, %38#0 : tensor<3x5xi1>, tensor<3x5xf32>
    %48 = stablehlo.dot_general %30, %37, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %49 = stablehlo.subtract %48, %arg0 : tensor<3x5xf32>
    %50 = stablehlo.abs %49 : tensor<3x5xf32>
    %cst_10 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %51 = stablehlo.reduce(%50 init: %cst_10) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_11 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %52 = stablehlo.maximum %cst_11, %51 : tensor<f32>
    %53 = stablehlo.transpose %40, dims = [1, 0] : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %54 = stablehlo.dot_general %53, %40, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %55 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %56 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_12 = stablehlo.constant dense<0> : tensor<i64>
    %57 = stablehlo.broadcast_in_dim %c_12, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %58 = stablehlo.add %55, %57 : tensor<3x3xi64>
    %59 = stablehlo.compare EQ, %58, %56, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %60 = stablehlo.convert %59 : (tensor<3x3xi1>) -> tensor<3x3xf32>
    %61 = stablehlo.subtract %54, %60 : tensor<3x3xf32>
    %62 = stablehlo.abs %61 : tensor<3x3xf32>
    %cst_13 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %63 = stablehlo.reduce(%62 init: %cst_13) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_14 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %64 = stablehlo.maximum %cst_14, %63 : tensor<f32>
    %65 = call @tril(%37) : (tensor<3x5xf32>) -> tensor<3x5xf32>
    %cst_15 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %66 = stablehlo.broadcast_in_dim %cst_15, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %67 = stablehlo.subtract %65, %66 : tensor<3x5xf32>
    %68 = stablehlo.abs %67 : tensor<3x5xf32>
    %cst_16 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %69 = stablehlo.reduce(%68 init: %cst_16) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_17 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %70 = stablehlo.maximum %cst_17, %69 : tensor<f32>
    %c_18 = stablehlo.constant dense<0> : tensor<i32>
    %71 = stablehlo.broadcast_in_dim %c_18, dims = [] : (tensor<i32>) -> tensor<5xi32>
    %72:3 = stablehlo.custom_call @lapack_sgeqp3_ffi(%arg0, %71) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xf32>, tensor<5xi32>) -> (tensor<3x5xf32>, tensor<5xi32>, tensor<3xf32>)
    %c_19 = stablehlo.constant dense<1> : tensor<i32>
    %73 = stablehlo.broadcast_in_dim %c_19, dims = [] : (tensor<i32>) -> tensor<5xi32>
    %74 = stablehlo.subtract %72#1, %73 : tensor<5xi32>
    %75 = stablehlo.slice %72#0 [0:3, 0:3] : (tensor<3x5xf32>) -> tensor<3x3xf32>
    %76 = stablehlo.custom_call @lapack_sorgqr_ffi(%75, %72#2) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xf32>, tensor<3xf32>) -> tensor<3x3xf32>
    %77 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c_20 = stablehlo.constant dense<-1> : tensor<i64>
    %78 = stablehlo.broadcast_in_dim %c_20, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %79 = stablehlo.add %77, %78 : tensor<3x5xi64>
    %80 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %81 = stablehlo.compare GE, %79, %80, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst_21 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %82 = stablehlo.broadcast_in_dim %cst_21, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %83 = stablehlo.select %81, %82, %72#0 : tensor<3x5xi1>, tensor<3x5xf32>
    %84 = stablehlo.dot_general %76, %83, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %85 = stablehlo.broadcast_in_dim %74, dims = [1] : (tensor<5xi32>) -> tensor<1x5xi32>
    %86 = call @take_along_axis_0(%arg0, %85) : (tensor<3x5xf32>, tensor<1x5xi32>) -> tensor<3x5xf32>
    %87 = stablehlo.subtract %84, %86 : tensor<3x5xf32>
    %88 = stablehlo.abs %87 : tensor<3x5xf32>
    %cst_22 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %89 = stablehlo.reduce(%88 init: %cst_22) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_23 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %90 = stablehlo.maximum %cst_23, %89 : tensor<f32>
    %91:2 = stablehlo.custom_call @lapack_sgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>)
    %92:2 = stablehlo.custom_call @lapack_sgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>)
    %93 = stablehlo.slice %92#0 [0:3, 0:3] : (tensor<3x5xf32>) -> tensor<3x3xf32>
    %94 = stablehlo.custom_call @lapack_sorgqr_ffi(%93, %92#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xf32>, tensor<3xf32>) -> tensor<3x3xf32>
    %95 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c_24 = stablehlo.constant dense<-1> : tensor<i64>
    %96 = stablehlo.broadcast_in_dim %c_24, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %97 = stablehlo.add %95, %96 : tensor<3x5xi64>
    %98 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %99 = stablehlo.compare GE, %97, %98, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst_25 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %100 = stablehlo.broadcast_in_dim %cst_25, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %101 = stablehlo.select %99, %100, %92#0 : tensor<3x5xi1>, tensor<3x5xf32>
    %102 = stablehlo.slice %91#0 [0:3, 0:3] : (tensor<3x5xf32>) -> tensor<3x3xf32>
    %103 = stablehlo.custom_call @lapack_sormqr_ffi(%102, %91#1, %arg0) {backend_config = "", mhlo.backend_config = {left = true, transpose = true}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 2, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xf32>, tensor<3xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %104 = stablehlo.slice %91#0 [0:3, 0:3] : (tensor<3x5xf32>) -> tensor<3x3xf32>
    %105 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xf32>) -> tensor<5x3xf32>
    %106 = stablehlo.custom_call @lapack_sormqr_ffi(%104, %91#1, %105) {backend_config = "", mhlo.backend_config = {left = false, transpose = false}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 2, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xf32>, tensor<3xf32>, tensor<5x3xf32>) -> tensor<5x3xf32>
    %107 = stablehlo.transpose %94, dims = [1, 0] : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %108 = stablehlo.dot_general %107, %arg0, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %109 = stablehlo.subtract %103, %108 : tensor<3x5xf32>
    %110 = stablehlo.abs %109 : tensor<3x5xf32>
    %cst_26 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %111 = stablehlo.reduce(%110 init: %cst_26) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_27 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %112 = stablehlo.maximum %cst_27, %111 : tensor<f32>
    %113 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xf32>) -> tensor<5x3xf32>
    %114 = stablehlo.dot_general %113, %94, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<5x3xf32>, tensor<3x3xf32>) -> tensor<5x3xf32>
    %115 = stablehlo.subtract %106, %114 : tensor<5x3xf32>
    %116 = stablehlo.abs %115 : tensor<5x3xf32>
    %cst_28 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %117 = stablehlo.reduce(%116 init: %cst_28) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_29 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %118 = stablehlo.maximum %cst_29, %117 : tensor<f32>
    %119 = stablehlo.add %112, %118 : tensor<f32>
    %120:5 = stablehlo.custom_call @lapack_sgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<5x5xf32>, tensor<i32>)
    %c_30 = stablehlo.constant dense<0> : tensor<i32>
    %121 = stablehlo.broadcast_in_dim %c_30, dims = [] : (tensor<i32>) -> tensor<i32>
    %122 = stablehlo.compare EQ, %120#4, %121, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %123 = stablehlo.broadcast_in_dim %122, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_31 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %124 = stablehlo.broadcast_in_dim %cst_31, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %125 = stablehlo.broadcast_in_dim %123, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %126 = stablehlo.select %125, %120#1, %124 : tensor<3xi1>, tensor<3xf32>
    %127 = stablehlo.broadcast_in_dim %122, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_32 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %128 = stablehlo.broadcast_in_dim %cst_32, dims = [] : (tensor<f32>) -> tensor<3x3xf32>
    %129 = stablehlo.broadcast_in_dim %127, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x3xi1>
    %130 = stablehlo.select %129, %120#2, %128 : tensor<3x3xi1>, tensor<3x3xf32>
    %131 = stablehlo.broadcast_in_dim %122, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_33 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %132 = stablehlo.broadcast_in_dim %cst_33, dims = [] : (tensor<f32>) -> tensor<5x5xf32>
    %133 = stablehlo.broadcast_in_dim %131, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<5x5xi1>
    %134 = stablehlo.select %133, %120#3, %132 : tensor<5x5xi1>, tensor<5x5xf32>
    %135:5 = stablehlo.custom_call @lapack_sgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 83 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3x5xf32>, tensor<i32>)
    %c_34 = stablehlo.constant dense<0> : tensor<i32>
    %136 = stablehlo.broadcast_in_dim %c_34, dims = [] : (tensor<i32>) -> tensor<i32>
    %137 = stablehlo.compare EQ, %135#4, %136, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %138 = stablehlo.broadcast_in_dim %137, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_35 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %139 = stablehlo.broadcast_in_dim %cst_35, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %140 = stablehlo.broadcast_in_dim %138, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %141 = stablehlo.select %140, %135#1, %139 : tensor<3xi1>, tensor<3xf32>
    %142 = stablehlo.broadcast_in_dim %137, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_36 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %143 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<f32>) -> tensor<3x3xf32>
    %144 = stablehlo.broadcast_in_dim %142, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x3xi1>
    %145 = stablehlo.select %144, %135#2, %143 : tensor<3x3xi1>, tensor<3x3xf32>
    %146 = stablehlo.broadcast_in_dim %137, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_37 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %147 = stablehlo.broadcast_in_dim %cst_37, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %148 = stablehlo.broadcast_in_dim %146, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x5xi1>
    %149 = stablehlo.select %148, %135#3, %147 : tensor<3x5xi1>, tensor<3x5xf32>
    %150:5 = stablehlo.custom_call @lapack_sgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<5x5xf32>, tensor<i32>)
    %c_38 = stablehlo.constant dense<0> : tensor<i32>
    %151 = stablehlo.broadcast_in_dim %c_38, dims = [] : (tensor<i32>) -> tensor<i32>
    %152 = stablehlo.compare EQ, %150#4, %151, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %153 = stablehlo.broadcast_in_dim %152, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_39 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %154 = stablehlo.broadcast_in_dim %cst_39, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %155 = stablehlo.broadcast_in_dim %153, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %156 = stablehlo.select %155, %150#1, %154 : tensor<3xi1>, tensor<3xf32>
    %157 = stablehlo.broadcast_in_dim %126, dims = [1] : (tensor<3xf32>) -> tensor<1x3xf32>
    %158 = stablehlo.broadcast_in_dim %157, dims = [0, 1] : (tensor<1x3xf32>) -> tensor<3x3xf32>
    %159 = stablehlo.multiply %145, %158 : tensor<3x3xf32>
    %160 = stablehlo.dot_general %159, %149, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %161 = stablehlo.subtract %160, %arg0 : tensor<3x5xf32>
    %162 = stablehlo.abs %161 : tensor<3x5xf32>
    %cst_40 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %163 = stablehlo.reduce(%162 init: %cst_40) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_41 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %164 = stablehlo.maximum %cst_41, %163 : tensor<f32>
    %165 = stablehlo.transpose %130, dims = [1, 0] : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %166 = stablehlo.dot_general %165, %130, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %167 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %168 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_42 = stablehlo.constant dense<0> : tensor<i64>
    %169 = stablehlo.broadcast_in_dim %c_42, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %170 = stablehlo.add %167, %169 : tensor<3x3xi64>
    %171 = stablehlo.compare EQ, %170, %168, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %172 = stablehlo.convert %171 : (tensor<3x3xi1>) -> tensor<3x3xf32>
    %173 = stablehlo.subtract %166, %172 : tensor<3x3xf32>
    %174 = stablehlo.abs %173 : tensor<3x3xf32>
    %cst_43 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %175 = stablehlo.reduce(%174 init: %cst_43) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_44 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %176 = stablehlo.maximum %cst_44, %175 : tensor<f32>
    %177 = stablehlo.transpose %134, dims = [1, 0] : (tensor<5x5xf32>) -> tensor<5x5xf32>
    %178 = stablehlo.dot_general %177, %134, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<5x5xf32>, tensor<5x5xf32>) -> tensor<5x5xf32>
    %179 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %180 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_45 = stablehlo.constant dense<0> : tensor<i64>
    %181 = stablehlo.broadcast_in_dim %c_45, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %182 = stablehlo.add %179, %181 : tensor<5x5xi64>
    %183 = stablehlo.compare EQ, %182, %180, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %184 = stablehlo.convert %183 : (tensor<5x5xi1>) -> tensor<5x5xf32>
    %185 = stablehlo.subtract %178, %184 : tensor<5x5xf32>
    %186 = stablehlo.abs %185 : tensor<5x5xf32>
    %cst_46 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %187 = stablehlo.reduce(%186 init: %cst_46) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_47 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %188 = stablehlo.maximum %cst_47, %187 : tensor<f32>
    %189 = stablehlo.subtract %156, %126 : tensor<3xf32>
    %190 = stablehlo.abs %189 : tensor<3xf32>
    %cst_48 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %191 = stablehlo.reduce(%190 init: %cst_48) applies stablehlo.maximum across dimensions = [0] : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
    %cst_49 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %192 = stablehlo.maximum %cst_49, %191 : tensor<f32>
    %193:5 = stablehlo.custom_call @lapack_sgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<5x5xf32>, tensor<i32>)
    %c_50 = stablehlo.constant dense<0> : tensor<i32>
    %194 = stablehlo.broadcast_in_dim %c_50, dims = [] : (tensor<i32>) -> tensor<i32>
    %195 = stablehlo.compare EQ, %193#4, %194, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %196 = stablehlo.broadcast_in_dim %195, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_51 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %197 = stablehlo.broadcast_in_dim %cst_51, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %198 = stablehlo.broadcast_in_dim %196, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %199 = stablehlo.select %198, %193#1, %197 : tensor<3xi1>, tensor<3xf32>
    %200 = stablehlo.broadcast_in_dim %195, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_52 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %201 = stablehlo.broadcast_in_dim %cst_52, dims = [] : (tensor<f32>) -> tensor<3x3xf32>
    %202 = stablehlo.broadcast_in_dim %200, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x3xi1>
    %203 = stablehlo.select %202, %193#2, %201 : tensor<3x3xi1>, tensor<3x3xf32>
    %204 = stablehlo.broadcast_in_dim %195, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_53 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %205 = stablehlo.broadcast_in_dim %cst_53, dims = [] : (tensor<f32>) -> tensor<5x5xf32>
    %206 = stablehlo.broadcast_in_dim %204, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<5x5xi1>
    %207 = stablehlo.select %206, %193#3, %205 : tensor<5x5xi1>, tensor<5x5xf32>
    %208:5 = stablehlo.custom_call @lapack_sgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 83 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<3x5xf32>, tensor<i32>)
    %c_54 = stablehlo.constant dense<0> : tensor<i32>
    %209 = stablehlo.broadcast_in_dim %c_54, dims = [] : (tensor<i32>) -> tensor<i32>
    %210 = stablehlo.compare EQ, %208#4, %209, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %211 = stablehlo.broadcast_in_dim %210, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_55 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %212 = stablehlo.broadcast_in_dim %cst_55, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %213 = stablehlo.broadcast_in_dim %211, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %214 = stablehlo.select %213, %208#1, %212 : tensor<3xi1>, tensor<3xf32>
    %215 = stablehlo.broadcast_in_dim %210, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_56 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %216 = stablehlo.broadcast_in_dim %cst_56, dims = [] : (tensor<f32>) -> tensor<3x3xf32>
    %217 = stablehlo.broadcast_in_dim %215, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x3xi1>
    %218 = stablehlo.select %217, %208#2, %216 : tensor<3x3xi1>, tensor<3x3xf32>
    %219 = stablehlo.broadcast_in_dim %210, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_57 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %220 = stablehlo.broadcast_in_dim %cst_57, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %221 = stablehlo.broadcast_in_dim %219, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x5xi1>
    %222 = stablehlo.select %221, %208#3, %220 : tensor<3x5xi1>, tensor<3x5xf32>
    %223:5 = stablehlo.custom_call @lapack_sgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xf32>) -> (tensor<3x5xf32>, tensor<3xf32>, tensor<3x3xf32>, tensor<5x5xf32>, tensor<i32>)
    %c_58 = stablehlo.constant dense<0> : tensor<i32>
    %224 = stablehlo.broadcast_in_dim %c_58, dims = [] : (tensor<i32>) -> tensor<i32>
    %225 = stablehlo.compare EQ, %223#4, %224, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %226 = stablehlo.broadcast_in_dim %225, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_59 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %227 = stablehlo.broadcast_in_dim %cst_59, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %228 = stablehlo.broadcast_in_dim %226, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %229 = stablehlo.select %228, %223#1, %227 : tensor<3xi1>, tensor<3xf32>
    %230 = stablehlo.broadcast_in_dim %199, dims = [1] : (tensor<3xf32>) -> tensor<1x3xf32>
    %231 = stablehlo.broadcast_in_dim %230, dims = [0, 1] : (tensor<1x3xf32>) -> tensor<3x3xf32>
    %232 = stablehlo.multiply %218, %231 : tensor<3x3xf32>
    %233 = stablehlo.dot_general %232, %222, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
    %234 = stablehlo.subtract %233, %arg0 : tensor<3x5xf32>
    %235 = stablehlo.abs %234 : tensor<3x5xf32>
    %cst_60 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %236 = stablehlo.reduce(%235 init: %cst_60) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_61 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %237 = stablehlo.maximum %cst_61, %236 : tensor<f32>
    %238 = stablehlo.transpose %203, dims = [1, 0] : (tensor<3x3xf32>) -> tensor<3x3xf32>
    %239 = stablehlo.dot_general %238, %203, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xf32>, tensor<3x3xf32>) -> tensor<3x3xf32>
    %240 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %241 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_62 = stablehlo.constant dense<0> : tensor<i64>
    %242 = stablehlo.broadcast_in_dim %c_62, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %243 = stablehlo.add %240, %242 : tensor<3x3xi64>
    %244 = stablehlo.compare EQ, %243, %241, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %245 = stablehlo.convert %244 : (tensor<3x3xi1>) -> tensor<3x3xf32>
    %246 = stablehlo.subtract %239, %245 : tensor<3x3xf32>
    %247 = stablehlo.abs %246 : tensor<3x3xf32>
    %cst_63 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %248 = stablehlo.reduce(%247 init: %cst_63) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_64 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %249 = stablehlo.maximum %cst_64, %248 : tensor<f32>
    %250 = stablehlo.transpose %207, dims = [1, 0] : (tensor<5x5xf32>) -> tensor<5x5xf32>
    %251 = stablehlo.dot_general %250, %207, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<5x5xf32>, tensor<5x5xf32>) -> tensor<5x5xf32>
    %252 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %253 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_65 = stablehlo.constant dense<0> : tensor<i64>
    %254 = stablehlo.broadcast_in_dim %c_65, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %255 = stablehlo.add %252, %254 : tensor<5x5xi64>
    %256 = stablehlo.compare EQ, %255, %253, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %257 = stablehlo.convert %256 : (tensor<5x5xi1>) -> tensor<5x5xf32>
    %258 = stablehlo.subtract %251, %257 : tensor<5x5xf32>
    %259 = stablehlo.abs %258 : tensor<5x5xf32>
    %cst_66 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %260 = stablehlo.reduce(%259 init: %cst_66) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_67 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %261 = stablehlo.maximum %cst_67, %260 : tensor<f32>
    %262 = stablehlo.subtract %229, %199 : tensor<3xf32>
    %263 = stablehlo.abs %262 : tensor<3xf32>
    %cst_68 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %264 = stablehlo.reduce(%263 init: %cst_68) applies stablehlo.maximum across dimensions = [0] : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
    %cst_69 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %265 = stablehlo.maximum %cst_69, %264 : tensor<f32>
    return %90, %176, %164, %188, %192, %249, %237, %261, %265, %27, %119, %64, %52, %70 : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>
  }
  func.func private @closed_call(%arg0: tensor<3xi32>, %arg1: tensor<i64>, %arg2: tensor<3xi32>) -> (tensor<i64>, tensor<3xi32>) {
    %c = stablehlo.constant dense<1> : tensor<i64>
    %0 = stablehlo.add %arg1, %c : tensor<i64>
    %c_0 = stablehlo.constant dense<0> : tensor<i64>
    %1 = stablehlo.compare LT, %arg1, %c_0, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %2 = stablehlo.convert %arg1 : tensor<i64>
    %c_1 = stablehlo.constant dense<3> : tensor<i64>
    %3 = stablehlo.add %2, %c_1 : tensor<i64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<i1>, tensor<i64>
    %5 = stablehlo.dynamic_slice %arg0, %4, sizes = [1] : (tensor<3xi32>, tensor<i64>) -> tensor<1xi32>
    %6 = stablehlo.reshape %5 : (tensor<1xi32>) -> tensor<i32>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %7 = stablehlo.compare LT, %arg1, %c_2, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %8 = stablehlo.convert %arg1 : tensor<i64>
    %c_3 = stablehlo.constant dense<3> : tensor<i64>
    %9 = stablehlo.add %8, %c_3 : tensor<i64>
    %10 = stablehlo.select %7, %9, %arg1 : tensor<i1>, tensor<i64>
    %11 = stablehlo.dynamic_slice %arg2, %10, sizes = [1] : (tensor<3xi32>, tensor<i64>) -> tensor<1xi32>
    %12 = stablehlo.reshape %11 : (tensor<1xi32>) -> tensor<i32>
    %c_4 = stablehlo.constant dense<0> : tensor<i32>
    %13 = stablehlo.compare LT, %6, %c_4, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %c_5 = stablehlo.constant dense<3> : tensor<i32>
    %14 = stablehlo.add %6, %c_5 : tensor<i32>
    %15 = stablehlo.select %13, %14, %6 : tensor<i1>, tensor<i32>
    %16 = stablehlo.dynamic_slice %arg2, %15, sizes = [1] : (tensor<3xi32>, tensor<i32>) -> tensor<1xi32>
    %17 = stablehlo.reshape %16 : (tensor<1xi32>) -> tensor<i32>
    %c_6 = stablehlo.constant dense<0> : tensor<i64>
    %18 = stablehlo.compare LT, %arg1, %c_6, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %c_7 = stablehlo.constant dense<3> : tensor<i64>
    %19 = stablehlo.add %arg1, %c_7 : tensor<i64>
    %20 = stablehlo.select %18, %19, %arg1 : tensor<i1>, tensor<i64>
    %21 = stablehlo.convert %20 : (tensor<i64>) -> tensor<i32>
    %22 = stablehlo.broadcast_in_dim %21, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %23 = "stablehlo.scatter"(%arg2, %22, %17) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0]>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<3xi32>, tensor<1xi32>, tensor<i32>) -> tensor<3xi32>
    %c_8 = stablehlo.constant dense<0> : tensor<i32>
    %24 = stablehlo.compare LT, %6, %c_8, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %c_9 = stablehlo.constant dense<3> : tensor<i32>
    %25 = stablehlo.add %6, %c_9 : tensor<i32>
    %26 = stablehlo.select %24, %25, %6 : tensor<i1>, tensor<i32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %28 = "stablehlo.scatter"(%23, %27, %12) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0]>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<3xi32>, tensor<1xi32>, tensor<i32>) -> tensor<3xi32>
    return %0, %28 : tensor<i64>, tensor<3xi32>
  }
  func.func private @tril(%arg0: tensor<3x5xf32>) -> tensor<3x5xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %2 = stablehlo.add %0, %1 : tensor<3x5xi64>
    %3 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %5 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %6 = stablehlo.select %4, %arg0, %5 : tensor<3x5xi1>, tensor<3x5xf32>
    return %6 : tensor<3x5xf32>
  }
  func.func private @triu(%arg0: tensor<3x5xf32>) -> tensor<3x5xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %2 = stablehlo.add %0, %1 : tensor<3x5xi64>
    %3 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %5 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %6 = stablehlo.select %4, %5, %arg0 : tensor<3x5xi1>, tensor<3x5xf32>
    return %6 : tensor<3x5xf32>
  }
  func.func private @take_along_axis(%arg0: tensor<3x5xf32>, %arg1: tensor<3x1xi32>) -> tensor<3x5xf32> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<3x1xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %c_0 = stablehlo.constant dense<3> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<3x1xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<3x1xi32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<3x1xi1>, tensor<3x1xi32>
    %c_1 = stablehlo.constant dense<2> : tensor<1xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %5 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<3x1xi32>
    %6 = stablehlo.compare GE, %4, %5, SIGNED : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %7 = stablehlo.broadcast_in_dim %c_1, dims = [1] : (tensor<1xi32>) -> tensor<1x1xi32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0, 1] : (tensor<1x1xi32>) -> tensor<3x1xi32>
    %9 = stablehlo.compare LE, %4, %8, SIGNED : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %10 = stablehlo.and %6, %9 : tensor<3x1xi1>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %11 = stablehlo.reduce(%10 init: %c_3) applies stablehlo.and across dimensions = [1] : (tensor<3x1xi1>, tensor<i1>) -> tensor<3xi1>
    %12 = "stablehlo.gather"(%arg0, %4) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1, 5>}> : (tensor<3x5xf32>, tensor<3x1xi32>) -> tensor<3x5xf32>
    %13 = stablehlo.broadcast_in_dim %11, dims = [0] : (tensor<3xi1>) -> tensor<3x5xi1>
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %14 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %15 = stablehlo.select %13, %12, %14 : tensor<3x5xi1>, tensor<3x5xf32>
    return %15 : tensor<3x5xf32>
  }
  func.func private @take_along_axis_0(%arg0: tensor<3x5xf32>, %arg1: tensor<1x5xi32>) -> tensor<3x5xf32> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<1x5xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<1x5xi32>, tensor<1x5xi32>) -> tensor<1x5xi1>
    %c_0 = stablehlo.constant dense<5> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<1x5xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<1x5xi32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<1x5xi1>, tensor<1x5xi32>
    %5 = stablehlo.reshape %4 : (tensor<1x5xi32>) -> tensor<5x1xi32>
    %c_1 = stablehlo.constant dense<4> : tensor<1xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %6 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<5x1xi32>
    %7 = stablehlo.compare GE, %5, %6, SIGNED : (tensor<5x1xi32>, tensor<5x1xi32>) -> tensor<5x1xi1>
    %8 = stablehlo.broadcast_in_dim %c_1, dims = [1] : (tensor<1xi32>) -> tensor<1x1xi32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1] : (tensor<1x1xi32>) -> tensor<5x1xi32>
    %10 = stablehlo.compare LE, %5, %9, SIGNED : (tensor<5x1xi32>, tensor<5x1xi32>) -> tensor<5x1xi1>
    %11 = stablehlo.and %7, %10 : tensor<5x1xi1>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %12 = stablehlo.reduce(%11 init: %c_3) applies stablehlo.and across dimensions = [1] : (tensor<5x1xi1>, tensor<i1>) -> tensor<5xi1>
    %13 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [0], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 3, 1>}> : (tensor<3x5xf32>, tensor<5x1xi32>) -> tensor<3x5xf32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [1] : (tensor<5xi1>) -> tensor<3x5xi1>
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %15 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<3x5xf32>
    %16 = stablehlo.select %14, %13, %15 : tensor<3x5xi1>, tensor<3x5xf32>
    return %16 : tensor<3x5xf32>
  }
}
