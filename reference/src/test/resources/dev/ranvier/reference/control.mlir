// Branches, loops, tuples and tokens.
// Each function returns what its ops give, and then what XLA gives on CPU (jaxlib 0.10.2).

func.func @while_counts() -> (tensor<i32>, tensor<i64>, tensor<i32>, tensor<i64>) {
    %a = stablehlo.constant dense<0> : tensor<i32>
    %b = stablehlo.constant dense<1> : tensor<i64>
    %0:2 = stablehlo.while(%i = %a, %p = %b) : tensor<i32>, tensor<i64>
    cond {
      %n = stablehlo.constant dense<10> : tensor<i32>
      %c = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %c : tensor<i1>
    } do {
      %one = stablehlo.constant dense<1> : tensor<i32>
      %three = stablehlo.constant dense<3> : tensor<i64>
      %j = stablehlo.add %i, %one : tensor<i32>
      %q = stablehlo.multiply %p, %three : tensor<i64>
      stablehlo.return %j, %q : tensor<i32>, tensor<i64>
    }
    %expected0 = stablehlo.constant dense<10> : tensor<i32>
    %expected1 = stablehlo.constant dense<59049> : tensor<i64>
    return %0#0, %0#1, %expected0, %expected1 : tensor<i32>, tensor<i64>, tensor<i32>, tensor<i64>
}

func.func @case_of_minus_1() -> (tensor<2xi32>, tensor<2xi32>) {
    %i = stablehlo.constant dense<-1> : tensor<i32>
    %a = stablehlo.constant dense<[4, -6]> : tensor<2xi32>
    %0 = "stablehlo.case"(%i) ({
      stablehlo.return %a : tensor<2xi32>
    }, {
      %1 = stablehlo.negate %a : tensor<2xi32>
      stablehlo.return %1 : tensor<2xi32>
    }, {
      %1 = stablehlo.add %a, %a : tensor<2xi32>
      stablehlo.return %1 : tensor<2xi32>
    }) : (tensor<i32>) -> tensor<2xi32>
    %expected0 = stablehlo.constant dense<[8, -12]> : tensor<2xi32>
    return %0, %expected0 : tensor<2xi32>, tensor<2xi32>
}

func.func @case_of_1() -> (tensor<2xi32>, tensor<2xi32>) {
    %i = stablehlo.constant dense<1> : tensor<i32>
    %a = stablehlo.constant dense<[1, -7]> : tensor<2xi32>
    %0 = "stablehlo.case"(%i) ({
      stablehlo.return %a : tensor<2xi32>
    }, {
      %1 = stablehlo.negate %a : tensor<2xi32>
      stablehlo.return %1 : tensor<2xi32>
    }, {
      %1 = stablehlo.add %a, %a : tensor<2xi32>
      stablehlo.return %1 : tensor<2xi32>
    }) : (tensor<i32>) -> tensor<2xi32>
    %expected0 = stablehlo.constant dense<[-1, 7]> : tensor<2xi32>
    return %0, %expected0 : tensor<2xi32>, tensor<2xi32>
}

func.func @case_of_3() -> (tensor<2xi32>, tensor<2xi32>) {
    %i = stablehlo.constant dense<3> : tensor<i32>
    %a = stablehlo.constant dense<[-7, 6]> : tensor<2xi32>
    %0 = "stablehlo.case"(%i) ({
      stablehlo.return %a : tensor<2xi32>
    }, {
      %1 = stablehlo.negate %a : tensor<2xi32>
      stablehlo.return %1 : tensor<2xi32>
    }, {
      %1 = stablehlo.add %a, %a : tensor<2xi32>
      stablehlo.return %1 : tensor<2xi32>
    }) : (tensor<i32>) -> tensor<2xi32>
    %expected0 = stablehlo.constant dense<[-14, 12]> : tensor<2xi32>
    return %0, %expected0 : tensor<2xi32>, tensor<2xi32>
}

func.func @if_false() -> (tensor<2xi32>, tensor<2xi32>) {
    %p = stablehlo.constant dense<false> : tensor<i1>
    %a = stablehlo.constant dense<[6, 3]> : tensor<2xi32>
    %0 = "stablehlo.if"(%p) ({
      stablehlo.return %a : tensor<2xi32>
    }, {
      %1 = stablehlo.negate %a : tensor<2xi32>
      stablehlo.return %1 : tensor<2xi32>
    }) : (tensor<i1>) -> tensor<2xi32>
    %expected0 = stablehlo.constant dense<[-6, -3]> : tensor<2xi32>
    return %0, %expected0 : tensor<2xi32>, tensor<2xi32>
}

func.func @tuple_element() -> (tensor<3xf32>, tensor<3xf32>) {
    %a = stablehlo.constant dense<[8, 2]> : tensor<2xi32>
    %b = stablehlo.constant dense<[-8.0, -2.0, -5.0]> : tensor<3xf32>
    %0 = stablehlo.tuple %a, %b : tuple<tensor<2xi32>, tensor<3xf32>>
    %1 = stablehlo.get_tuple_element %0[1] : (tuple<tensor<2xi32>, tensor<3xf32>>) -> tensor<3xf32>
    %expected0 = stablehlo.constant dense<[-8.0, -2.0, -5.0]> : tensor<3xf32>
    return %1, %expected0 : tensor<3xf32>, tensor<3xf32>
}

func.func @pad_negative_and_interior() -> (tensor<4x11xi32>, tensor<4x11xi32>) {
    %a = stablehlo.constant dense<[[4, -6, 2, 7], [-6, 8, 4, -9], [1, -3, 4, -6]]> : tensor<3x4xi32>
    %c = stablehlo.constant dense<99> : tensor<i32>
    %0 = stablehlo.pad %a, %c, low = [1, -1], high = [-2, 2], interior = [1, 2] : (tensor<3x4xi32>, tensor<i32>) -> tensor<4x11xi32>
    %expected0 = stablehlo.constant dense<[[99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99], [99, 99, -6, 99, 99, 2, 99, 99, 7, 99, 99], [99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99], [99, 99, 8, 99, 99, 4, 99, 99, -9, 99, 99]]> : tensor<4x11xi32>
    return %0, %expected0 : tensor<4x11xi32>, tensor<4x11xi32>
}

func.func @concatenate_and_reverse() -> (tensor<2x5xi32>, tensor<2x5xi32>) {
    %a = stablehlo.constant dense<[[0, -1], [0, 8]]> : tensor<2x2xi32>
    %b = stablehlo.constant dense<[[8, -8, 5], [-6, -7, 0]]> : tensor<2x3xi32>
    %0 = stablehlo.concatenate %a, %b, dim = 1 : (tensor<2x2xi32>, tensor<2x3xi32>) -> tensor<2x5xi32>
    %1 = stablehlo.reverse %0, dims = [0, 1] : tensor<2x5xi32>
    %expected0 = stablehlo.constant dense<[[0, -7, -6, 8, 0], [5, -8, 8, -1, 0]]> : tensor<2x5xi32>
    return %1, %expected0 : tensor<2x5xi32>, tensor<2x5xi32>
}

func.func @slice_with_strides() -> (tensor<2x3xi32>, tensor<2x3xi32>) {
    %a = stablehlo.constant dense<[[9, 0, 2, 5, 0, -1, 4], [-7, 7, -3, 2, 9, 5, 5], [6, -7, -1, 6, -5, -4, 7], [5, -5, -9, 0, 7, 1, -6], [0, -1, 2, 3, -5, 0, 0]]> : tensor<5x7xi32>
    %0 = stablehlo.slice %a [1:5:2, 0:7:3] : (tensor<5x7xi32>) -> tensor<2x3xi32>
    %expected0 = stablehlo.constant dense<[[-7, 2, 5], [5, 0, -6]]> : tensor<2x3xi32>
    return %0, %expected0 : tensor<2x3xi32>, tensor<2x3xi32>
}

func.func @broadcast_expands_ones() -> (tensor<3x2x4xi32>, tensor<3x2x4xi32>) {
    %a = stablehlo.constant dense<[[-6], [0], [-7]]> : tensor<3x1xi32>
    %0 = stablehlo.broadcast_in_dim %a, dims = [0, 2] : (tensor<3x1xi32>) -> tensor<3x2x4xi32>
    %expected0 = stablehlo.constant dense<[[[-6, -6, -6, -6], [-6, -6, -6, -6]], [[0, 0, 0, 0], [0, 0, 0, 0]], [[-7, -7, -7, -7], [-7, -7, -7, -7]]]> : tensor<3x2x4xi32>
    return %0, %expected0 : tensor<3x2x4xi32>, tensor<3x2x4xi32>
}
