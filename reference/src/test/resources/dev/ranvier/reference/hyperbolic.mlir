// chlo.cosh and chlo.sinh, and then the formulas to which upstream legalizes them: every step has the type's precision,
// narrower types that of f32.

func.func @cosh_and_sinh_of_f16() -> (tensor<401xf16>, tensor<401xf16>, tensor<401xf16>, tensor<401xf16>) {
    %i = stablehlo.iota dim = 0 : tensor<401xf16>
    %middle = stablehlo.constant dense<200.0> : tensor<401xf16>
    %step = stablehlo.constant dense<0.0625> : tensor<401xf16>
    %o = stablehlo.subtract %i, %middle : tensor<401xf16>
    %x = stablehlo.multiply %o, %step : tensor<401xf16>
    %cosh = chlo.cosh %x : tensor<401xf16> -> tensor<401xf16>
    %sinh = chlo.sinh %x : tensor<401xf16> -> tensor<401xf16>
    %w = stablehlo.convert %x : (tensor<401xf16>) -> tensor<401xf32>
    %half = stablehlo.constant dense<0.5> : tensor<401xf32>
    %log = stablehlo.log %half : tensor<401xf32>
    %sum = stablehlo.add %w, %log : tensor<401xf32>
    %difference = stablehlo.subtract %log, %w : tensor<401xf32>
    %e = stablehlo.exponential %sum : tensor<401xf32>
    %f = stablehlo.exponential %difference : tensor<401xf32>
    %c = stablehlo.add %e, %f : tensor<401xf32>
    %large = stablehlo.subtract %e, %f : tensor<401xf32>
    %one = stablehlo.constant dense<1.0> : tensor<401xf32>
    %excess = stablehlo.exponential_minus_one %w : tensor<401xf32>
    %denominator = stablehlo.add %excess, %one : tensor<401xf32>
    %ratio = stablehlo.divide %excess, %denominator : tensor<401xf32>
    %twice = stablehlo.add %excess, %ratio : tensor<401xf32>
    %small = stablehlo.multiply %half, %twice : tensor<401xf32>
    %magnitude = stablehlo.abs %w : tensor<401xf32>
    %is_small = stablehlo.compare LT, %magnitude, %one : (tensor<401xf32>, tensor<401xf32>) -> tensor<401xi1>
    %s = stablehlo.select %is_small, %small, %large : tensor<401xi1>, tensor<401xf32>
    %expected_cosh = stablehlo.convert %c : (tensor<401xf32>) -> tensor<401xf16>
    %expected_sinh = stablehlo.convert %s : (tensor<401xf32>) -> tensor<401xf16>
    return %cosh, %sinh, %expected_cosh, %expected_sinh : tensor<401xf16>, tensor<401xf16>, tensor<401xf16>, tensor<401xf16>
}

func.func @cosh_and_sinh_of_f32() -> (tensor<2001xf32>, tensor<2001xf32>, tensor<2001xf32>, tensor<2001xf32>) {
    %i = stablehlo.iota dim = 0 : tensor<2001xf32>
    %middle = stablehlo.constant dense<1000.0> : tensor<2001xf32>
    %step = stablehlo.constant dense<0.093> : tensor<2001xf32>
    %o = stablehlo.subtract %i, %middle : tensor<2001xf32>
    %x = stablehlo.multiply %o, %step : tensor<2001xf32>
    %cosh = chlo.cosh %x : tensor<2001xf32> -> tensor<2001xf32>
    %sinh = chlo.sinh %x : tensor<2001xf32> -> tensor<2001xf32>
    %half = stablehlo.constant dense<0.5> : tensor<2001xf32>
    %log = stablehlo.log %half : tensor<2001xf32>
    %sum = stablehlo.add %x, %log : tensor<2001xf32>
    %difference = stablehlo.subtract %log, %x : tensor<2001xf32>
    %e = stablehlo.exponential %sum : tensor<2001xf32>
    %f = stablehlo.exponential %difference : tensor<2001xf32>
    %c = stablehlo.add %e, %f : tensor<2001xf32>
    %large = stablehlo.subtract %e, %f : tensor<2001xf32>
    %one = stablehlo.constant dense<1.0> : tensor<2001xf32>
    %excess = stablehlo.exponential_minus_one %x : tensor<2001xf32>
    %denominator = stablehlo.add %excess, %one : tensor<2001xf32>
    %ratio = stablehlo.divide %excess, %denominator : tensor<2001xf32>
    %twice = stablehlo.add %excess, %ratio : tensor<2001xf32>
    %small = stablehlo.multiply %half, %twice : tensor<2001xf32>
    %magnitude = stablehlo.abs %x : tensor<2001xf32>
    %is_small = stablehlo.compare LT, %magnitude, %one : (tensor<2001xf32>, tensor<2001xf32>) -> tensor<2001xi1>
    %s = stablehlo.select %is_small, %small, %large : tensor<2001xi1>, tensor<2001xf32>
    return %cosh, %sinh, %c, %s : tensor<2001xf32>, tensor<2001xf32>, tensor<2001xf32>, tensor<2001xf32>
}

func.func @cosh_and_sinh_of_f64() -> (tensor<2001xf64>, tensor<2001xf64>, tensor<2001xf64>, tensor<2001xf64>) {
    %i = stablehlo.iota dim = 0 : tensor<2001xf64>
    %middle = stablehlo.constant dense<1000.0> : tensor<2001xf64>
    %step = stablehlo.constant dense<0.7123> : tensor<2001xf64>
    %o = stablehlo.subtract %i, %middle : tensor<2001xf64>
    %x = stablehlo.multiply %o, %step : tensor<2001xf64>
    %cosh = chlo.cosh %x : tensor<2001xf64> -> tensor<2001xf64>
    %sinh = chlo.sinh %x : tensor<2001xf64> -> tensor<2001xf64>
    %half = stablehlo.constant dense<0.5> : tensor<2001xf64>
    %log = stablehlo.log %half : tensor<2001xf64>
    %sum = stablehlo.add %x, %log : tensor<2001xf64>
    %difference = stablehlo.subtract %log, %x : tensor<2001xf64>
    %e = stablehlo.exponential %sum : tensor<2001xf64>
    %f = stablehlo.exponential %difference : tensor<2001xf64>
    %c = stablehlo.add %e, %f : tensor<2001xf64>
    %large = stablehlo.subtract %e, %f : tensor<2001xf64>
    %one = stablehlo.constant dense<1.0> : tensor<2001xf64>
    %excess = stablehlo.exponential_minus_one %x : tensor<2001xf64>
    %denominator = stablehlo.add %excess, %one : tensor<2001xf64>
    %ratio = stablehlo.divide %excess, %denominator : tensor<2001xf64>
    %twice = stablehlo.add %excess, %ratio : tensor<2001xf64>
    %small = stablehlo.multiply %half, %twice : tensor<2001xf64>
    %magnitude = stablehlo.abs %x : tensor<2001xf64>
    %is_small = stablehlo.compare LT, %magnitude, %one : (tensor<2001xf64>, tensor<2001xf64>) -> tensor<2001xi1>
    %s = stablehlo.select %is_small, %small, %large : tensor<2001xi1>, tensor<2001xf64>
    return %cosh, %sinh, %c, %s : tensor<2001xf64>, tensor<2001xf64>, tensor<2001xf64>, tensor<2001xf64>
}
