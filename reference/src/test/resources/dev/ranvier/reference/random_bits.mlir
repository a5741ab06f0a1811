// Random bits.
// Each function returns what its ops give, and then what XLA gives on CPU (jaxlib 0.10.2).

func.func @three_fry_2_3_5_ui32() -> (tensor<2xui64>, tensor<3x5xui32>, tensor<2xui64>, tensor<3x5xui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3x5xui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 7]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[[1010520186, 1888741164, 2754706343, 569486026, 1593802813], [961273596, 1692389550, 1379882886, 1076419981, 1430061416], [523829269, 4191198393, 2165775106, 1106935068, 2207507590]]> : tensor<3x5xui32>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<3x5xui32>, tensor<2xui64>, tensor<3x5xui32>
}

func.func @three_fry_2_2_3_ui64() -> (tensor<2xui64>, tensor<2x3xui64>, tensor<2xui64>, tensor<2x3xui64>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<2x3xui64>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 4]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[[8112081530999492730, 2445923859953712039, 5540413775124856893], [7268757770303430396, 4623188616535824262, 16385367623706935656]]> : tensor<2x3xui64>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<2x3xui64>, tensor<2xui64>, tensor<2x3xui64>
}

func.func @three_fry_2_5_3_2_ui32() -> (tensor<2xui64>, tensor<5x3x2xui32>, tensor<2xui64>, tensor<5x3x2xui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<5x3x2xui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 13]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[[[1010520186, 1888741164], [2754706343, 569486026], [1593802813, 1289978105]], [[961273596, 1692389550], [1379882886, 1076419981], [1430061416, 3815015690]], [[523829269, 4191198393], [2165775106, 1106935068], [2207507590, 2177532566]], [[1354277001, 2579920119], [2790650682, 1008500922], [2301495697, 1588315084]], [[3597303695, 3884256470], [1134032072, 3198228444], [2682094158, 585834929]]]> : tensor<5x3x2xui32>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<5x3x2xui32>, tensor<2xui64>, tensor<5x3x2xui32>
}

func.func @three_fry_2_ui32() -> (tensor<2xui64>, tensor<ui32>, tensor<2xui64>, tensor<ui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<ui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 18446744073709551615]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<1010520186> : tensor<ui32>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<ui32>, tensor<2xui64>, tensor<ui32>
}

func.func @three_fry_2_7_ui8() -> (tensor<2xui64>, tensor<7xui8>, tensor<2xui64>, tensor<7xui8>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = THREE_FRY : (tensor<2xui64>) -> (tensor<2xui64>, tensor<7xui8>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 2]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[122, 44, 167, 202, 61, 249, 252]> : tensor<7xui8>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<7xui8>, tensor<2xui64>, tensor<7xui8>
}

func.func @philox_2_3_5_ui32() -> (tensor<2xui64>, tensor<3x5xui32>, tensor<2xui64>, tensor<3x5xui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3x5xui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 2]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[[3151517439, 3080049825, 2645875639, 2972309415, 1480449822], [3015399692, 3935955418, 1076038438, 271420659, 538106886], [3801100798, 3007079934, 2583171126, 2853909184, 338341603]]> : tensor<3x5xui32>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<3x5xui32>, tensor<2xui64>, tensor<3x5xui32>
}

func.func @philox_2_2_3_ui64() -> (tensor<2xui64>, tensor<2x3xui64>, tensor<2xui64>, tensor<2x3xui64>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<2xui64>) -> (tensor<2xui64>, tensor<2x3xui64>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 1]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[[13228713271577040639, 12765971733663767479, 12951043062988922654], [4621549904384879066, 2311151477393820915, 12915309976788939262]]> : tensor<2x3xui64>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<2x3xui64>, tensor<2xui64>, tensor<2x3xui64>
}

func.func @philox_2_5_3_2_ui32() -> (tensor<2xui64>, tensor<5x3x2xui32>, tensor<2xui64>, tensor<5x3x2xui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<2xui64>) -> (tensor<2xui64>, tensor<5x3x2xui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 6]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[[[3151517439, 3080049825], [2645875639, 2972309415], [1480449822, 3015399692]], [[3935955418, 1076038438], [271420659, 538106886], [3801100798, 3007079934]], [[2583171126, 2853909184], [338341603, 1336967898], [3350987413, 34125419]], [[406181960, 3414536460], [1368528424, 3552817612], [2006717972, 298625682]], [[3789660923, 253776807], [3724624429, 3974694889], [3489176627, 4155257546]]]> : tensor<5x3x2xui32>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<5x3x2xui32>, tensor<2xui64>, tensor<5x3x2xui32>
}

func.func @philox_2_ui32() -> (tensor<2xui64>, tensor<ui32>, tensor<2xui64>, tensor<ui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<2xui64>) -> (tensor<2xui64>, tensor<ui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 18446744073709551615]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<3151517439> : tensor<ui32>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<ui32>, tensor<2xui64>, tensor<ui32>
}

func.func @philox_2_7_ui8() -> (tensor<2xui64>, tensor<7xui8>, tensor<2xui64>, tensor<7xui8>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<2xui64>) -> (tensor<2xui64>, tensor<7xui8>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 0]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[255, 161, 183, 167, 30, 12, 218]> : tensor<7xui8>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<7xui8>, tensor<2xui64>, tensor<7xui8>
}

func.func @philox_3_3_5_ui32() -> (tensor<3xui64>, tensor<3x5xui32>, tensor<3xui64>, tensor<3x5xui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614, 5]> : tensor<3xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<3xui64>) -> (tensor<3xui64>, tensor<3x5xui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 2, 6]> : tensor<3xui64>
    %expected1 = stablehlo.constant dense<[[2121431892, 3681938049, 269136383, 315453386, 1840299618], [3117217639, 824971909, 3875418989, 963779989, 1416782142], [1559437198, 3183579932, 3567648740, 2168953764, 1199226363]]> : tensor<3x5xui32>
    return %0, %1, %expected0, %expected1 : tensor<3xui64>, tensor<3x5xui32>, tensor<3xui64>, tensor<3x5xui32>
}

func.func @philox_3_2_3_ui64() -> (tensor<3xui64>, tensor<2x3xui64>, tensor<3xui64>, tensor<2x3xui64>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614, 5]> : tensor<3xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<3xui64>) -> (tensor<3xui64>, tensor<2x3xui64>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 1, 6]> : tensor<3xui64>
    %expected1 = stablehlo.constant dense<[[15813803508474477396, 1354861976551600639, 13388347815859633762], [16644797816877355653, 6085032966410608021, 13673371693701341070]]> : tensor<2x3xui64>
    return %0, %1, %expected0, %expected1 : tensor<3xui64>, tensor<2x3xui64>, tensor<3xui64>, tensor<2x3xui64>
}

func.func @philox_3_5_3_2_ui32() -> (tensor<3xui64>, tensor<5x3x2xui32>, tensor<3xui64>, tensor<5x3x2xui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614, 5]> : tensor<3xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<3xui64>) -> (tensor<3xui64>, tensor<5x3x2xui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 6, 6]> : tensor<3xui64>
    %expected1 = stablehlo.constant dense<[[[2121431892, 3681938049], [269136383, 315453386], [1840299618, 3117217639]], [[824971909, 3875418989], [963779989, 1416782142], [1559437198, 3183579932]], [[3567648740, 2168953764], [1199226363, 3770285163], [915167162, 3870436165]], [[4098381426, 3271171872], [3367008943, 2980413715], [3006463882, 719554114]], [[277821119, 2222203517], [4218122595, 1173482483], [122309275, 1379637649]]]> : tensor<5x3x2xui32>
    return %0, %1, %expected0, %expected1 : tensor<3xui64>, tensor<5x3x2xui32>, tensor<3xui64>, tensor<5x3x2xui32>
}

func.func @philox_3_ui32() -> (tensor<3xui64>, tensor<ui32>, tensor<3xui64>, tensor<ui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614, 5]> : tensor<3xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<3xui64>) -> (tensor<3xui64>, tensor<ui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 18446744073709551615, 5]> : tensor<3xui64>
    %expected1 = stablehlo.constant dense<2121431892> : tensor<ui32>
    return %0, %1, %expected0, %expected1 : tensor<3xui64>, tensor<ui32>, tensor<3xui64>, tensor<ui32>
}

func.func @philox_3_7_ui8() -> (tensor<3xui64>, tensor<7xui8>, tensor<3xui64>, tensor<7xui8>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614, 5]> : tensor<3xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = PHILOX : (tensor<3xui64>) -> (tensor<3xui64>, tensor<7xui8>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 0, 6]> : tensor<3xui64>
    %expected1 = stablehlo.constant dense<[84, 129, 255, 202, 98, 103, 133]> : tensor<7xui8>
    return %0, %1, %expected0, %expected1 : tensor<3xui64>, tensor<7xui8>, tensor<3xui64>, tensor<7xui8>
}

func.func @default_2_3_5_ui32() -> (tensor<2xui64>, tensor<3x5xui32>, tensor<2xui64>, tensor<3x5xui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = DEFAULT : (tensor<2xui64>) -> (tensor<2xui64>, tensor<3x5xui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 2]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[[3151517439, 3080049825, 2645875639, 2972309415, 1480449822], [3015399692, 3935955418, 1076038438, 271420659, 538106886], [3801100798, 3007079934, 2583171126, 2853909184, 338341603]]> : tensor<3x5xui32>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<3x5xui32>, tensor<2xui64>, tensor<3x5xui32>
}

func.func @default_2_2_3_ui64() -> (tensor<2xui64>, tensor<2x3xui64>, tensor<2xui64>, tensor<2x3xui64>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = DEFAULT : (tensor<2xui64>) -> (tensor<2xui64>, tensor<2x3xui64>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 1]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[[13228713271577040639, 12765971733663767479, 12951043062988922654], [4621549904384879066, 2311151477393820915, 12915309976788939262]]> : tensor<2x3xui64>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<2x3xui64>, tensor<2xui64>, tensor<2x3xui64>
}

func.func @default_2_5_3_2_ui32() -> (tensor<2xui64>, tensor<5x3x2xui32>, tensor<2xui64>, tensor<5x3x2xui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = DEFAULT : (tensor<2xui64>) -> (tensor<2xui64>, tensor<5x3x2xui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 6]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[[[3151517439, 3080049825], [2645875639, 2972309415], [1480449822, 3015399692]], [[3935955418, 1076038438], [271420659, 538106886], [3801100798, 3007079934]], [[2583171126, 2853909184], [338341603, 1336967898], [3350987413, 34125419]], [[406181960, 3414536460], [1368528424, 3552817612], [2006717972, 298625682]], [[3789660923, 253776807], [3724624429, 3974694889], [3489176627, 4155257546]]]> : tensor<5x3x2xui32>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<5x3x2xui32>, tensor<2xui64>, tensor<5x3x2xui32>
}

func.func @default_2_ui32() -> (tensor<2xui64>, tensor<ui32>, tensor<2xui64>, tensor<ui32>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = DEFAULT : (tensor<2xui64>) -> (tensor<2xui64>, tensor<ui32>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 18446744073709551615]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<3151517439> : tensor<ui32>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<ui32>, tensor<2xui64>, tensor<ui32>
}

func.func @default_2_7_ui8() -> (tensor<2xui64>, tensor<7xui8>, tensor<2xui64>, tensor<7xui8>) {
    %s = stablehlo.constant dense<[1311768467463790320, 18446744073709551614]> : tensor<2xui64>
    %0, %1 = stablehlo.rng_bit_generator %s, algorithm = DEFAULT : (tensor<2xui64>) -> (tensor<2xui64>, tensor<7xui8>)
    %expected0 = stablehlo.constant dense<[1311768467463790320, 0]> : tensor<2xui64>
    %expected1 = stablehlo.constant dense<[255, 161, 183, 167, 30, 12, 218]> : tensor<7xui8>
    return %0, %1, %expected0, %expected1 : tensor<2xui64>, tensor<7xui8>, tensor<2xui64>, tensor<7xui8>
}
