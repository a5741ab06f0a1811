module @jit_rectangle attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<2x5x3xcomplex<f32>>) -> (tensor<f32> {jax.result_info = "result['geqp3']"}, tensor<f32> {jax.result_info = "result['gesdd']['u']"}, tensor<f32> {jax.result_info = "result['gesdd']['usv']"}, tensor<f32> {jax.result_info = "result['gesdd']['v']"}, tensor<f32> {jax.result_info = "result['gesdd']['values']"}, tensor<f32> {jax.result_info = "result['gesvd']['u']"}, tensor<f32> {jax.result_info = "result['gesvd']['usv']"}, tensor<f32> {jax.result_info = "result['gesvd']['v']"}, tensor<f32> {jax.result_info = "result['gesvd']['values']"}, tensor<f32> {jax.result_info = "result['lu']"}, tensor<f32> {jax.result_info = "result['ormqr']"}, tensor<f32> {jax.result_info = "result['qr']['q']"}, tensor<f32> {jax.result_info = "result['qr']['qr']"}, tensor<f32> {jax.result_info = "result['qr']['upper']"}) {
    %0:3 = stablehlo.custom_call @lapack_cgetrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xi32>, tensor<2xi32>)
    %c = stablehlo.constant dense<1> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x3xi32>
    %2 = stablehlo.subtract %0#1, %1 : tensor<2x3xi32>
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %4 = stablehlo.compare GE, %0#2, %3, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %7 = stablehlo.broadcast_in_dim %5, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x3xi1>
    %8 = stablehlo.select %7, %0#0, %6 : tensor<2x5x3xi1>, tensor<2x5x3xcomplex<f32>>
    %9 = stablehlo.iota dim = 1 : tensor<2x5xi32>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %10:4 = stablehlo.while(%iterArg = %2, %iterArg_72 = %c_2, %iterArg_73 = %c_1, %iterArg_74 = %9) : tensor<2x3xi32>, tensor<i64>, tensor<i64>, tensor<2x5xi32>
    cond {
      %c_75 = stablehlo.constant dense<3> : tensor<i64>
      %314 = stablehlo.compare LT, %iterArg_72, %c_75, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
      stablehlo.return %314 : tensor<i1>
    } do {
      %314:2 = func.call @closed_call(%iterArg, %iterArg_73, %iterArg_74) : (tensor<2x3xi32>, tensor<i64>, tensor<2x5xi32>) -> (tensor<i64>, tensor<2x5xi32>)
      %c_75 = stablehlo.constant dense<1> : tensor<i64>
      %315 = stablehlo.add %iterArg_72, %c_75 : tensor<i64>
      stablehlo.return %iterArg, %315, %314#0, %314#1 : tensor<2x3xi32>, tensor<i64>, tensor<i64>, tensor<2x5xi32>
    }
    %11 = call @tril(%8) : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %12 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %13 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %c_3 = stablehlo.constant dense<0> : tensor<i64>
    %14 = stablehlo.broadcast_in_dim %c_3, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %15 = stablehlo.add %12, %14 : tensor<5x3xi64>
    %16 = stablehlo.compare EQ, %15, %13, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %17 = stablehlo.convert %16 : (tensor<5x3xi1>) -> tensor<5x3xcomplex<f32>>
    %18 = stablehlo.broadcast_in_dim %17, dims = [1, 2] : (tensor<5x3xcomplex<f32>>) -> tensor<1x5x3xcomplex<f32>>
    %19 = stablehlo.broadcast_in_dim %18, dims = [0, 1, 2] : (tensor<1x5x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %20 = stablehlo.add %11, %19 : tensor<2x5x3xcomplex<f32>>
    %21 = call @triu(%8) : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %22 = stablehlo.slice %21 [0:2, 0:3, 0:3] : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %23 = stablehlo.dot_general %20, %22, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %24 = stablehlo.broadcast_in_dim %10#3, dims = [0, 1] : (tensor<2x5xi32>) -> tensor<2x5x1xi32>
    %25 = call @take_along_axis(%arg0, %24) : (tensor<2x5x3xcomplex<f32>>, tensor<2x5x1xi32>) -> tensor<2x5x3xcomplex<f32>>
    %26 = stablehlo.subtract %23, %25 : tensor<2x5x3xcomplex<f32>>
    %27 = stablehlo.abs %26 : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xf32>
    %cst_4 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %28 = stablehlo.reduce(%27 init: %cst_4) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_5 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %29 = stablehlo.maximum %cst_5, %28 : tensor<f32>
    %30:2 = stablehlo.custom_call @lapack_cgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>)
    %31 = stablehlo.custom_call @lapack_cungqr_ffi(%30#0, %30#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %32 = stablehlo.slice %30#0 [0:2, 0:3, 0:3] : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %33 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %c_6 = stablehlo.constant dense<-1> : tensor<i64>
    %34 = stablehlo.broadcast_in_dim %c_6, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %35 = stablehlo.add %33, %34 : tensor<3x3xi64>
    %36 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %37 = stablehlo.compare GE, %35, %36, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %38 = stablehlo.broadcast_in_dim %37, dims = [1, 2] : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %cst_7 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %39 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<complex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %40 = stablehlo.select %38, %39, %32 : tensor<2x3x3xi1>, tensor<2x3x3xcomplex<f32>>
    %41:2 = stablehlo.custom_call @lapack_cgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>)
    %cst_8 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %42 = stablehlo.pad %41#0, %cst_8, low = [0, 0, 0], high = [0, 0, 2], interior = [0, 0, 0] : (tensor<2x5x3xcomplex<f32>>, tensor<complex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %43 = stablehlo.custom_call @lapack_cungqr_ffi(%42, %41#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x5xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %44 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %c_9 = stablehlo.constant dense<-1> : tensor<i64>
    %45 = stablehlo.broadcast_in_dim %c_9, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %46 = stablehlo.add %44, %45 : tensor<5x3xi64>
    %47 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %48 = stablehlo.compare GE, %46, %47, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %49 = stablehlo.broadcast_in_dim %48, dims = [1, 2] : (tensor<5x3xi1>) -> tensor<2x5x3xi1>
    %cst_10 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %50 = stablehlo.broadcast_in_dim %cst_10, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %51 = stablehlo.select %49, %50, %41#0 : tensor<2x5x3xi1>, tensor<2x5x3xcomplex<f32>>
    %52 = stablehlo.dot_general %31, %40, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %53 = stablehlo.subtract %52, %arg0 : tensor<2x5x3xcomplex<f32>>
    %54 = stablehlo.abs %53 : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xf32>
    %cst_11 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %55 = stablehlo.reduce(%54 init: %cst_11) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_12 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %56 = stablehlo.maximum %cst_12, %55 : tensor<f32>
    %57 = stablehlo.transpose %43, dims = [0, 2, 1] : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %58 = stablehlo.real %57 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %59 = stablehlo.imag %57 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %60 = stablehlo.negate %59 : tensor<2x5x5xf32>
    %61 = stablehlo.complex %58, %60 : tensor<2x5x5xcomplex<f32>>
    %62 = stablehlo.dot_general %61, %43, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x5xcomplex<f32>>, tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %63 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %64 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_13 = stablehlo.constant dense<0> : tensor<i64>
    %65 = stablehlo.broadcast_in_dim %c_13, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %66 = stablehlo.add %63, %65 : tensor<5x5xi64>
    %67 = stablehlo.compare EQ, %66, %64, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %68 = stablehlo.convert %67 : (tensor<5x5xi1>) -> tensor<5x5xcomplex<f32>>
    %69 = stablehlo.broadcast_in_dim %68, dims = [1, 2] : (tensor<5x5xcomplex<f32>>) -> tensor<1x5x5xcomplex<f32>>
    %70 = stablehlo.broadcast_in_dim %69, dims = [0, 1, 2] : (tensor<1x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %71 = stablehlo.subtract %62, %70 : tensor<2x5x5xcomplex<f32>>
    %72 = stablehlo.abs %71 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %cst_14 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %73 = stablehlo.reduce(%72 init: %cst_14) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_15 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %74 = stablehlo.maximum %cst_15, %73 : tensor<f32>
    %75 = call @tril_0(%40) : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %cst_16 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %76 = stablehlo.broadcast_in_dim %cst_16, dims = [] : (tensor<complex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %77 = stablehlo.subtract %75, %76 : tensor<2x3x3xcomplex<f32>>
    %78 = stablehlo.abs %77 : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xf32>
    %cst_17 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %79 = stablehlo.reduce(%78 init: %cst_17) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_18 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %80 = stablehlo.maximum %cst_18, %79 : tensor<f32>
    %c_19 = stablehlo.constant dense<0> : tensor<i32>
    %81 = stablehlo.broadcast_in_dim %c_19, dims = [] : (tensor<i32>) -> tensor<2x3xi32>
    %82:3 = stablehlo.custom_call @lapack_cgeqp3_ffi(%arg0, %81) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xcomplex<f32>>, tensor<2x3xi32>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xi32>, tensor<2x3xcomplex<f32>>)
    %c_20 = stablehlo.constant dense<1> : tensor<i32>
    %83 = stablehlo.broadcast_in_dim %c_20, dims = [] : (tensor<i32>) -> tensor<2x3xi32>
    %84 = stablehlo.subtract %82#1, %83 : tensor<2x3xi32>
    %85 = stablehlo.custom_call @lapack_cungqr_ffi(%82#0, %82#2) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %86 = stablehlo.slice %82#0 [0:2, 0:3, 0:3] : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %87 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %c_21 = stablehlo.constant dense<-1> : tensor<i64>
    %88 = stablehlo.broadcast_in_dim %c_21, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %89 = stablehlo.add %87, %88 : tensor<3x3xi64>
    %90 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %91 = stablehlo.compare GE, %89, %90, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %92 = stablehlo.broadcast_in_dim %91, dims = [1, 2] : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %cst_22 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %93 = stablehlo.broadcast_in_dim %cst_22, dims = [] : (tensor<complex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %94 = stablehlo.select %92, %93, %86 : tensor<2x3x3xi1>, tensor<2x3x3xcomplex<f32>>
    %95 = stablehlo.dot_general %85, %94, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %96 = stablehlo.broadcast_in_dim %84, dims = [0, 2] : (tensor<2x3xi32>) -> tensor<2x1x3xi32>
    %97 = call @take_along_axis_1(%arg0, %96) : (tensor<2x5x3xcomplex<f32>>, tensor<2x1x3xi32>) -> tensor<2x5x3xcomplex<f32>>
    %98 = stablehlo.subtract %95, %97 : tensor<2x5x3xcomplex<f32>>
    %99 = stablehlo.abs %98 : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xf32>
    %cst_23 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %100 = stablehlo.reduce(%99 init: %cst_23) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_24 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %101 = stablehlo.maximum %cst_24, %100 : tensor<f32>
    %102:2 = stablehlo.custom_call @lapack_cgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>)
    %103:2 = stablehlo.custom_call @lapack_cgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>)
    %cst_25 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %104 = stablehlo.pad %103#0, %cst_25, low = [0, 0, 0], high = [0, 0, 2], interior = [0, 0, 0] : (tensor<2x5x3xcomplex<f32>>, tensor<complex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %105 = stablehlo.custom_call @lapack_cungqr_ffi(%104, %103#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x5xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %106 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %c_26 = stablehlo.constant dense<-1> : tensor<i64>
    %107 = stablehlo.broadcast_in_dim %c_26, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %108 = stablehlo.add %106, %107 : tensor<5x3xi64>
    %109 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %110 = stablehlo.compare GE, %108, %109, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %111 = stablehlo.broadcast_in_dim %110, dims = [1, 2] : (tensor<5x3xi1>) -> tensor<2x5x3xi1>
    %cst_27 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %112 = stablehlo.broadcast_in_dim %cst_27, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %113 = stablehlo.select %111, %112, %103#0 : tensor<2x5x3xi1>, tensor<2x5x3xcomplex<f32>>
    %114 = stablehlo.custom_call @lapack_cunmqr_ffi(%102#0, %102#1, %arg0) {backend_config = "", mhlo.backend_config = {left = true, transpose = true}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 2, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>, tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %115 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x3x5xcomplex<f32>>
    %116 = stablehlo.real %115 : (tensor<2x3x5xcomplex<f32>>) -> tensor<2x3x5xf32>
    %117 = stablehlo.imag %115 : (tensor<2x3x5xcomplex<f32>>) -> tensor<2x3x5xf32>
    %118 = stablehlo.negate %117 : tensor<2x3x5xf32>
    %119 = stablehlo.complex %116, %118 : tensor<2x3x5xcomplex<f32>>
    %120 = stablehlo.custom_call @lapack_cunmqr_ffi(%102#0, %102#1, %119) {backend_config = "", mhlo.backend_config = {left = false, transpose = false}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 2, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>, tensor<2x3x5xcomplex<f32>>) -> tensor<2x3x5xcomplex<f32>>
    %121 = stablehlo.transpose %105, dims = [0, 2, 1] : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %122 = stablehlo.real %121 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %123 = stablehlo.imag %121 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %124 = stablehlo.negate %123 : tensor<2x5x5xf32>
    %125 = stablehlo.complex %122, %124 : tensor<2x5x5xcomplex<f32>>
    %126 = stablehlo.dot_general %125, %arg0, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x5xcomplex<f32>>, tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %127 = stablehlo.subtract %114, %126 : tensor<2x5x3xcomplex<f32>>
    %128 = stablehlo.abs %127 : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xf32>
    %cst_28 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %129 = stablehlo.reduce(%128 init: %cst_28) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_29 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %130 = stablehlo.maximum %cst_29, %129 : tensor<f32>
    %131 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x3x5xcomplex<f32>>
    %132 = stablehlo.real %131 : (tensor<2x3x5xcomplex<f32>>) -> tensor<2x3x5xf32>
    %133 = stablehlo.imag %131 : (tensor<2x3x5xcomplex<f32>>) -> tensor<2x3x5xf32>
    %134 = stablehlo.negate %133 : tensor<2x3x5xf32>
    %135 = stablehlo.complex %132, %134 : tensor<2x3x5xcomplex<f32>>
    %136 = stablehlo.dot_general %135, %105, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x3x5xcomplex<f32>>, tensor<2x5x5xcomplex<f32>>) -> tensor<2x3x5xcomplex<f32>>
    %137 = stablehlo.subtract %120, %136 : tensor<2x3x5xcomplex<f32>>
    %138 = stablehlo.abs %137 : (tensor<2x3x5xcomplex<f32>>) -> tensor<2x3x5xf32>
    %cst_30 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %139 = stablehlo.reduce(%138 init: %cst_30) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_31 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %140 = stablehlo.maximum %cst_31, %139 : tensor<f32>
    %141 = stablehlo.add %130, %140 : tensor<f32>
    %142:5 = stablehlo.custom_call @lapack_cgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xf32>, tensor<2x5x5xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>, tensor<2xi32>)
    %c_32 = stablehlo.constant dense<0> : tensor<i32>
    %143 = stablehlo.broadcast_in_dim %c_32, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %144 = stablehlo.compare EQ, %142#4, %143, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %145 = stablehlo.broadcast_in_dim %144, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_33 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %146 = stablehlo.broadcast_in_dim %cst_33, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %147 = stablehlo.broadcast_in_dim %145, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %148 = stablehlo.select %147, %142#1, %146 : tensor<2x3xi1>, tensor<2x3xf32>
    %149 = stablehlo.broadcast_in_dim %144, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_34 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %150 = stablehlo.broadcast_in_dim %cst_34, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %151 = stablehlo.broadcast_in_dim %149, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x5xi1>
    %152 = stablehlo.select %151, %142#2, %150 : tensor<2x5x5xi1>, tensor<2x5x5xcomplex<f32>>
    %153 = stablehlo.broadcast_in_dim %144, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_35 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %154 = stablehlo.broadcast_in_dim %cst_35, dims = [] : (tensor<complex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %155 = stablehlo.broadcast_in_dim %153, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x3x3xi1>
    %156 = stablehlo.select %155, %142#3, %154 : tensor<2x3x3xi1>, tensor<2x3x3xcomplex<f32>>
    %157:5 = stablehlo.custom_call @lapack_cgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 83 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xf32>, tensor<2x5x3xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>, tensor<2xi32>)
    %c_36 = stablehlo.constant dense<0> : tensor<i32>
    %158 = stablehlo.broadcast_in_dim %c_36, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %159 = stablehlo.compare EQ, %157#4, %158, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %160 = stablehlo.broadcast_in_dim %159, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_37 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %161 = stablehlo.broadcast_in_dim %cst_37, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %162 = stablehlo.broadcast_in_dim %160, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %163 = stablehlo.select %162, %157#1, %161 : tensor<2x3xi1>, tensor<2x3xf32>
    %164 = stablehlo.broadcast_in_dim %159, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_38 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %165 = stablehlo.broadcast_in_dim %cst_38, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %166 = stablehlo.broadcast_in_dim %164, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x3xi1>
    %167 = stablehlo.select %166, %157#2, %165 : tensor<2x5x3xi1>, tensor<2x5x3xcomplex<f32>>
    %168 = stablehlo.broadcast_in_dim %159, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_39 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %169 = stablehlo.broadcast_in_dim %cst_39, dims = [] : (tensor<complex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %170 = stablehlo.broadcast_in_dim %168, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x3x3xi1>
    %171 = stablehlo.select %170, %157#3, %169 : tensor<2x3x3xi1>, tensor<2x3x3xcomplex<f32>>
    %172:5 = stablehlo.custom_call @lapack_cgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xf32>, tensor<2x5x5xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>, tensor<2xi32>)
    %c_40 = stablehlo.constant dense<0> : tensor<i32>
    %173 = stablehlo.broadcast_in_dim %c_40, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %174 = stablehlo.compare EQ, %172#4, %173, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %175 = stablehlo.broadcast_in_dim %174, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_41 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %176 = stablehlo.broadcast_in_dim %cst_41, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %177 = stablehlo.broadcast_in_dim %175, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %178 = stablehlo.select %177, %172#1, %176 : tensor<2x3xi1>, tensor<2x3xf32>
    %179 = stablehlo.broadcast_in_dim %148, dims = [0, 2] : (tensor<2x3xf32>) -> tensor<2x1x3xf32>
    %180 = stablehlo.convert %179 : (tensor<2x1x3xf32>) -> tensor<2x1x3xcomplex<f32>>
    %181 = stablehlo.broadcast_in_dim %180, dims = [0, 1, 2] : (tensor<2x1x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %182 = stablehlo.multiply %167, %181 : tensor<2x5x3xcomplex<f32>>
    %183 = stablehlo.dot_general %182, %171, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %184 = stablehlo.subtract %183, %arg0 : tensor<2x5x3xcomplex<f32>>
    %185 = stablehlo.abs %184 : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xf32>
    %cst_42 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %186 = stablehlo.reduce(%185 init: %cst_42) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_43 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %187 = stablehlo.maximum %cst_43, %186 : tensor<f32>
    %188 = stablehlo.transpose %152, dims = [0, 2, 1] : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %189 = stablehlo.real %188 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %190 = stablehlo.imag %188 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %191 = stablehlo.negate %190 : tensor<2x5x5xf32>
    %192 = stablehlo.complex %189, %191 : tensor<2x5x5xcomplex<f32>>
    %193 = stablehlo.dot_general %192, %152, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x5xcomplex<f32>>, tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %194 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %195 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_44 = stablehlo.constant dense<0> : tensor<i64>
    %196 = stablehlo.broadcast_in_dim %c_44, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %197 = stablehlo.add %194, %196 : tensor<5x5xi64>
    %198 = stablehlo.compare EQ, %197, %195, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %199 = stablehlo.convert %198 : (tensor<5x5xi1>) -> tensor<5x5xcomplex<f32>>
    %200 = stablehlo.broadcast_in_dim %199, dims = [1, 2] : (tensor<5x5xcomplex<f32>>) -> tensor<1x5x5xcomplex<f32>>
    %201 = stablehlo.broadcast_in_dim %200, dims = [0, 1, 2] : (tensor<1x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %202 = stablehlo.subtract %193, %201 : tensor<2x5x5xcomplex<f32>>
    %203 = stablehlo.abs %202 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %cst_45 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %204 = stablehlo.reduce(%203 init: %cst_45) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_46 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %205 = stablehlo.maximum %cst_46, %204 : tensor<f32>
    %206 = stablehlo.transpose %156, dims = [0, 2, 1] : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %207 = stablehlo.real %206 : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xf32>
    %208 = stablehlo.imag %206 : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xf32>
    %209 = stablehlo.negate %208 : tensor<2x3x3xf32>
    %210 = stablehlo.complex %207, %209 : tensor<2x3x3xcomplex<f32>>
    %211 = stablehlo.dot_general %210, %156, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x3x3xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %212 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %213 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_47 = stablehlo.constant dense<0> : tensor<i64>
    %214 = stablehlo.broadcast_in_dim %c_47, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %215 = stablehlo.add %212, %214 : tensor<3x3xi64>
    %216 = stablehlo.compare EQ, %215, %213, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %217 = stablehlo.convert %216 : (tensor<3x3xi1>) -> tensor<3x3xcomplex<f32>>
    %218 = stablehlo.broadcast_in_dim %217, dims = [1, 2] : (tensor<3x3xcomplex<f32>>) -> tensor<1x3x3xcomplex<f32>>
    %219 = stablehlo.broadcast_in_dim %218, dims = [0, 1, 2] : (tensor<1x3x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %220 = stablehlo.subtract %211, %219 : tensor<2x3x3xcomplex<f32>>
    %221 = stablehlo.abs %220 : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xf32>
    %cst_48 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %222 = stablehlo.reduce(%221 init: %cst_48) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_49 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %223 = stablehlo.maximum %cst_49, %222 : tensor<f32>
    %224 = stablehlo.subtract %178, %148 : tensor<2x3xf32>
    %225 = stablehlo.abs %224 : tensor<2x3xf32>
    %cst_50 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %226 = stablehlo.reduce(%225 init: %cst_50) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_51 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %227 = stablehlo.maximum %cst_51, %226 : tensor<f32>
    %228:5 = stablehlo.custom_call @lapack_cgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xf32>, tensor<2x5x5xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>, tensor<2xi32>)
    %c_52 = stablehlo.constant dense<0> : tensor<i32>
    %229 = stablehlo.broadcast_in_dim %c_52, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %230 = stablehlo.compare EQ, %228#4, %229, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %231 = stablehlo.broadcast_in_dim %230, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_53 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %232 = stablehlo.broadcast_in_dim %cst_53, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %233 = stablehlo.broadcast_in_dim %231, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %234 = stablehlo.select %233, %228#1, %232 : tensor<2x3xi1>, tensor<2x3xf32>
    %235 = stablehlo.broadcast_in_dim %230, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_54 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %236 = stablehlo.broadcast_in_dim %cst_54, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %237 = stablehlo.broadcast_in_dim %235, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x5xi1>
    %238 = stablehlo.select %237, %228#2, %236 : tensor<2x5x5xi1>, tensor<2x5x5xcomplex<f32>>
    %239 = stablehlo.broadcast_in_dim %230, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_55 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %240 = stablehlo.broadcast_in_dim %cst_55, dims = [] : (tensor<complex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %241 = stablehlo.broadcast_in_dim %239, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x3x3xi1>
    %242 = stablehlo.select %241, %228#3, %240 : tensor<2x3x3xi1>, tensor<2x3x3xcomplex<f32>>
    %243:5 = stablehlo.custom_call @lapack_cgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 83 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xf32>, tensor<2x5x3xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>, tensor<2xi32>)
    %c_56 = stablehlo.constant dense<0> : tensor<i32>
    %244 = stablehlo.broadcast_in_dim %c_56, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %245 = stablehlo.compare EQ, %243#4, %244, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %246 = stablehlo.broadcast_in_dim %245, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_57 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %247 = stablehlo.broadcast_in_dim %cst_57, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %248 = stablehlo.broadcast_in_dim %246, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %249 = stablehlo.select %248, %243#1, %247 : tensor<2x3xi1>, tensor<2x3xf32>
    %250 = stablehlo.broadcast_in_dim %245, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_58 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %251 = stablehlo.broadcast_in_dim %cst_58, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %252 = stablehlo.broadcast_in_dim %250, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x3xi1>
    %253 = stablehlo.select %252, %243#2, %251 : tensor<2x5x3xi1>, tensor<2x5x3xcomplex<f32>>
    %254 = stablehlo.broadcast_in_dim %245, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_59 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %255 = stablehlo.broadcast_in_dim %cst_59, dims = [] : (tensor<complex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %256 = stablehlo.broadcast_in_dim %254, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x3x3xi1>
    %257 = stablehlo.select %256, %243#3, %255 : tensor<2x3x3xi1>, tensor<2x3x3xcomplex<f32>>
    %258:5 = stablehlo.custom_call @lapack_cgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xcomplex<f32>>) -> (tensor<2x5x3xcomplex<f32>>, tensor<2x3xf32>, tensor<2x5x5xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>, tensor<2xi32>)
    %c_60 = stablehlo.constant dense<0> : tensor<i32>
    %259 = stablehlo.broadcast_in_dim %c_60, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %260 = stablehlo.compare EQ, %258#4, %259, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %261 = stablehlo.broadcast_in_dim %260, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_61 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %262 = stablehlo.broadcast_in_dim %cst_61, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %263 = stablehlo.broadcast_in_dim %261, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %264 = stablehlo.select %263, %258#1, %262 : tensor<2x3xi1>, tensor<2x3xf32>
    %265 = stablehlo.broadcast_in_dim %234, dims = [0, 2] : (tensor<2x3xf32>) -> tensor<2x1x3xf32>
    %266 = stablehlo.convert %265 : (tensor<2x1x3xf32>) -> tensor<2x1x3xcomplex<f32>>
    %267 = stablehlo.broadcast_in_dim %266, dims = [0, 1, 2] : (tensor<2x1x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %268 = stablehlo.multiply %253, %267 : tensor<2x5x3xcomplex<f32>>
    %269 = stablehlo.dot_general %268, %257, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %270 = stablehlo.subtract %269, %arg0 : tensor<2x5x3xcomplex<f32>>
    %271 = stablehlo.abs %270 : (tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xf32>
    %cst_62 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %272 = stablehlo.reduce(%271 init: %cst_62) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_63 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %273 = stablehlo.maximum %cst_63, %272 : tensor<f32>
    %274 = stablehlo.transpose %238, dims = [0, 2, 1] : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %275 = stablehlo.real %274 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %276 = stablehlo.imag %274 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %277 = stablehlo.negate %276 : tensor<2x5x5xf32>
    %278 = stablehlo.complex %275, %277 : tensor<2x5x5xcomplex<f32>>
    %279 = stablehlo.dot_general %278, %238, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x5xcomplex<f32>>, tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %280 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %281 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_64 = stablehlo.constant dense<0> : tensor<i64>
    %282 = stablehlo.broadcast_in_dim %c_64, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %283 = stablehlo.add %280, %282 : tensor<5x5xi64>
    %284 = stablehlo.compare EQ, %283, %281, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %285 = stablehlo.convert %284 : (tensor<5x5xi1>) -> tensor<5x5xcomplex<f32>>
    %286 = stablehlo.broadcast_in_dim %285, dims = [1, 2] : (tensor<5x5xcomplex<f32>>) -> tensor<1x5x5xcomplex<f32>>
    %287 = stablehlo.broadcast_in_dim %286, dims = [0, 1, 2] : (tensor<1x5x5xcomplex<f32>>) -> tensor<2x5x5xcomplex<f32>>
    %288 = stablehlo.subtract %279, %287 : tensor<2x5x5xcomplex<f32>>
    %289 = stablehlo.abs %288 : (tensor<2x5x5xcomplex<f32>>) -> tensor<2x5x5xf32>
    %cst_65 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %290 = stablehlo.reduce(%289 init: %cst_65) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_66 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %291 = stablehlo.maximum %cst_66, %290 : tensor<f32>
    %292 = stablehlo.transpose %242, dims = [0, 2, 1] : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %293 = stablehlo.real %292 : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xf32>
    %294 = stablehlo.imag %292 : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xf32>
    %295 = stablehlo.negate %294 : tensor<2x3x3xf32>
    %296 = stablehlo.complex %293, %295 : tensor<2x3x3xcomplex<f32>>
    %297 = stablehlo.dot_general %296, %242, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x3x3xcomplex<f32>>, tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %298 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %299 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_67 = stablehlo.constant dense<0> : tensor<i64>
    %300 = stablehlo.broadcast_in_dim %c_67, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %301 = stablehlo.add %298, %300 : tensor<3x3xi64>
    %302 = stablehlo.compare EQ, %301, %299, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %303 = stablehlo.convert %302 : (tensor<3x3xi1>) -> tensor<3x3xcomplex<f32>>
    %304 = stablehlo.broadcast_in_dim %303, dims = [1, 2] : (tensor<3x3xcomplex<f32>>) -> tensor<1x3x3xcomplex<f32>>
    %305 = stablehlo.broadcast_in_dim %304, dims = [0, 1, 2] : (tensor<1x3x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %306 = stablehlo.subtract %297, %305 : tensor<2x3x3xcomplex<f32>>
    %307 = stablehlo.abs %306 : (tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xf32>
    %cst_68 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %308 = stablehlo.reduce(%307 init: %cst_68) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_69 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %309 = stablehlo.maximum %cst_69, %308 : tensor<f32>
    %310 = stablehlo.subtract %264, %234 : tensor<2x3xf32>
    %311 = stablehlo.abs %310 : tensor<2x3xf32>
    %cst_70 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %312 = stablehlo.reduce(%311 init: %cst_70) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_71 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %313 = stablehlo.maximum %cst_71, %312 : tensor<f32>
    return %101, %205, %187, %223, %227, %291, %273, %309, %313, %29, %141, %74, %56, %80 : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>
  }
  func.func private @closed_call(%arg0: tensor<2x3xi32>, %arg1: tensor<i64>, %arg2: tensor<2x5xi32>) -> (tensor<i64>, tensor<2x5xi32>) {
    %c = stablehlo.constant dense<1> : tensor<i64>
    %0 = stablehlo.add %arg1, %c : tensor<i64>
    %c_0 = stablehlo.constant dense<0> : tensor<i64>
    %1 = stablehlo.compare LT, %arg1, %c_0, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %2 = stablehlo.convert %arg1 : tensor<i64>
    %c_1 = stablehlo.constant dense<3> : tensor<i64>
    %3 = stablehlo.add %2, %c_1 : tensor<i64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<i1>, tensor<i64>
    %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<i64>) -> tensor<1xi64>
    %6 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], start_index_map = [1]>, indices_are_sorted = true, slice_sizes = array<i64: 2, 1>}> : (tensor<2x3xi32>, tensor<1xi64>) -> tensor<2x1xi32>
    %7 = stablehlo.reshape %6 : (tensor<2x1xi32>) -> tensor<2xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %8 = stablehlo.compare LT, %arg1, %c_2, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %9 = stablehlo.convert %arg1 : tensor<i64>
    %c_3 = stablehlo.constant dense<5> : tensor<i64>
    %10 = stablehlo.add %9, %c_3 : tensor<i64>
    %11 = stablehlo.select %8, %10, %arg1 : tensor<i1>, tensor<i64>
    %12 = stablehlo.broadcast_in_dim %11, dims = [] : (tensor<i64>) -> tensor<1xi64>
    %13 = "stablehlo.gather"(%arg2, %12) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], start_index_map = [1]>, indices_are_sorted = true, slice_sizes = array<i64: 2, 1>}> : (tensor<2x5xi32>, tensor<1xi64>) -> tensor<2x1xi32>
    %14 = stablehlo.reshape %13 : (tensor<2x1xi32>) -> tensor<2xi32>
    %c_4 = stablehlo.constant dense<0> : tensor<i32>
    %15 = stablehlo.broadcast_in_dim %c_4, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %16 = stablehlo.compare LT, %7, %15, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %c_5 = stablehlo.constant dense<5> : tensor<i32>
    %17 = stablehlo.broadcast_in_dim %c_5, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %18 = stablehlo.add %7, %17 : tensor<2xi32>
    %19 = stablehlo.select %16, %18, %7 : tensor<2xi1>, tensor<2xi32>
    %20 = stablehlo.broadcast_in_dim %19, dims = [0] : (tensor<2xi32>) -> tensor<2x1xi32>
    %21 = "stablehlo.gather"(%arg2, %20) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 1>, indices_are_sorted = true, slice_sizes = array<i64: 1, 1>}> : (tensor<2x5xi32>, tensor<2x1xi32>) -> tensor<2x1xi32>
    %22 = stablehlo.reshape %21 : (tensor<2x1xi32>) -> tensor<2xi32>
    %c_6 = stablehlo.constant dense<0> : tensor<i64>
    %23 = stablehlo.compare LT, %arg1, %c_6, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %c_7 = stablehlo.constant dense<5> : tensor<i64>
    %24 = stablehlo.add %arg1, %c_7 : tensor<i64>
    %25 = stablehlo.select %23, %24, %arg1 : tensor<i1>, tensor<i64>
    %26 = stablehlo.convert %25 : (tensor<i64>) -> tensor<i32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %28 = "stablehlo.scatter"(%arg2, %27, %22) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1], scatter_dims_to_operand_dims = [1]>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<2x5xi32>, tensor<1xi32>, tensor<2xi32>) -> tensor<2x5xi32>
    %c_8 = stablehlo.constant dense<0> : tensor<i32>
    %29 = stablehlo.broadcast_in_dim %c_8, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %30 = stablehlo.compare LT, %7, %29, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %c_9 = stablehlo.constant dense<5> : tensor<i32>
    %31 = stablehlo.broadcast_in_dim %c_9, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %32 = stablehlo.add %7, %31 : tensor<2xi32>
    %33 = stablehlo.select %30, %32, %7 : tensor<2xi1>, tensor<2xi32>
    %34 = stablehlo.broadcast_in_dim %33, dims = [0] : (tensor<2xi32>) -> tensor<2x1xi32>
    %35 = "stablehlo.scatter"(%28, %34, %14) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [1], input_batching_dims = [0], scatter_indices_batching_dims = [0], scatter_dims_to_operand_dims = [1], index_vector_dim = 1>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<2x5xi32>, tensor<2x1xi32>, tensor<2xi32>) -> tensor<2x5xi32>
    return %0, %35 : tensor<i64>, tensor<2x5xi32>
  }
  func.func private @tril(%arg0: tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %2 = stablehlo.add %0, %1 : tensor<5x3xi64>
    %3 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<5x3xi1>) -> tensor<2x5x3xi1>
    %cst = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %7 = stablehlo.select %5, %arg0, %6 : tensor<2x5x3xi1>, tensor<2x5x3xcomplex<f32>>
    return %7 : tensor<2x5x3xcomplex<f32>>
  }
  func.func private @triu(%arg0: tensor<2x5x3xcomplex<f32>>) -> tensor<2x5x3xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %2 = stablehlo.add %0, %1 : tensor<5x3xi64>
    %3 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<5x3xi1>) -> tensor<2x5x3xi1>
    %cst = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %7 = stablehlo.select %5, %6, %arg0 : tensor<2x5x3xi1>, tensor<2x5x3xcomplex<f32>>
    return %7 : tensor<2x5x3xcomplex<f32>>
  }
  func.func private @take_along_axis(%arg0: tensor<2x5x3xcomplex<f32>>, %arg1: tensor<2x5x1xi32>) -> tensor<2x5x3xcomplex<f32>> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x5x1xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<2x5x1xi32>, tensor<2x5x1xi32>) -> tensor<2x5x1xi1>
    %c_0 = stablehlo.constant dense<5> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2x5x1xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<2x5x1xi32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<2x5x1xi1>, tensor<2x5x1xi32>
    %c_1 = stablehlo.constant dense<4> : tensor<1xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %5 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<2x5x1xi32>
    %6 = stablehlo.compare GE, %4, %5, SIGNED : (tensor<2x5x1xi32>, tensor<2x5x1xi32>) -> tensor<2x5x1xi1>
    %7 = stablehlo.broadcast_in_dim %c_1, dims = [2] : (tensor<1xi32>) -> tensor<1x1x1xi32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0, 1, 2] : (tensor<1x1x1xi32>) -> tensor<2x5x1xi32>
    %9 = stablehlo.compare LE, %4, %8, SIGNED : (tensor<2x5x1xi32>, tensor<2x5x1xi32>) -> tensor<2x5x1xi1>
    %10 = stablehlo.and %6, %9 : tensor<2x5x1xi1>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %11 = stablehlo.reduce(%10 init: %c_3) applies stablehlo.and across dimensions = [2] : (tensor<2x5x1xi1>, tensor<i1>) -> tensor<2x5xi1>
    %12 = "stablehlo.gather"(%arg0, %4) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 1, 3>}> : (tensor<2x5x3xcomplex<f32>>, tensor<2x5x1xi32>) -> tensor<2x5x3xcomplex<f32>>
    %13 = stablehlo.broadcast_in_dim %11, dims = [0, 1] : (tensor<2x5xi1>) -> tensor<2x5x3xi1>
    %cst = stablehlo.constant dense<(0x7FC00000,0.000000e+00)> : tensor<complex<f32>>
    %14 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %15 = stablehlo.select %13, %12, %14 : tensor<2x5x3xi1>, tensor<2x5x3xcomplex<f32>>
    return %15 : tensor<2x5x3xcomplex<f32>>
  }
  func.func private @tril_0(%arg0: tensor<2x3x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %2 = stablehlo.add %0, %1 : tensor<3x3xi64>
    %3 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %cst = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %7 = stablehlo.select %5, %arg0, %6 : tensor<2x3x3xi1>, tensor<2x3x3xcomplex<f32>>
    return %7 : tensor<2x3x3xcomplex<f32>>
  }
  func.func private @take_along_axis_1(%arg0: tensor<2x5x3xcomplex<f32>>, %arg1: tensor<2x1x3xi32>) -> tensor<2x5x3xcomplex<f32>> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x1x3xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<2x1x3xi32>, tensor<2x1x3xi32>) -> tensor<2x1x3xi1>
    %c_0 = stablehlo.constant dense<3> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2x1x3xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<2x1x3xi32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<2x1x3xi1>, tensor<2x1x3xi32>
    %5 = stablehlo.reshape %4 : (tensor<2x1x3xi32>) -> tensor<2x3x1xi32>
    %c_1 = stablehlo.constant dense<2> : tensor<1xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %6 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<2x3x1xi32>
    %7 = stablehlo.compare GE, %5, %6, SIGNED : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi1>
    %8 = stablehlo.broadcast_in_dim %c_1, dims = [2] : (tensor<1xi32>) -> tensor<1x1x1xi32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1, 2] : (tensor<1x1x1xi32>) -> tensor<2x3x1xi32>
    %10 = stablehlo.compare LE, %5, %9, SIGNED : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi1>
    %11 = stablehlo.and %7, %10 : tensor<2x3x1xi1>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %12 = stablehlo.reduce(%11 init: %c_3) applies stablehlo.and across dimensions = [2] : (tensor<2x3x1xi1>, tensor<i1>) -> tensor<2x3xi1>
    %13 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [2], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [2], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 5, 1>}> : (tensor<2x5x3xcomplex<f32>>, tensor<2x3x1xi32>) -> tensor<2x5x3xcomplex<f32>>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 2] : (tensor<2x3xi1>) -> tensor<2x5x3xi1>
    %cst = stablehlo.constant dense<(0x7FC00000,0.000000e+00)> : tensor<complex<f32>>
    %15 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x5x3xcomplex<f32>>
    %16 = stablehlo.select %14, %13, %15 : tensor<2x5x3xi1>, tensor<2x5x3xcomplex<f32>>
    return %16 : tensor<2x5x3xcomplex<f32>>
  }
}
