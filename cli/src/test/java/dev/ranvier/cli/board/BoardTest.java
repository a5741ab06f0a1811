package dev.ranvier.cli.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.cli.board.Sides.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The board with scripts for processes, whose times and results are made up. */
class BoardTest {
    private static final String ROWS = """
            {"rows": [{"name": "gemm 8 f32", "threads": [2], "work": 1e6, "peak": "f32", "carry": 0, "tolerance": 1e-3}]}
            """.strip();
    private static final String RANVIER = script("""
            *prepare*) echo '{"compile_seconds": 0.5, "temporary_bytes": 1000000, "packed_bytes": 2000000}';;
            *compile*) echo '{"compile_seconds": 0.25}';;
            *f32*) echo '{"rate": 1e9, "settled": true}';;
            *run*) echo '{"seconds": 0.002, "settled": true}';;
            """);
    private static final String XLA = script("""
            *rows*) echo '%s';;
            *prepare*) echo '{"peers": {"xla": {"compile_seconds": 2, "temporary_bytes": 5}}}';;
            *compare*) echo '{"differences": {"xla": 1e-4}}';;
            *run*) echo '{"seconds": 0.003, "settled": false}';;
            """.formatted(ROWS));
    private static final String TORCH = script("""
            *prepare*) echo '{"peers": {"eager": {}, "inductor": {}, "frozen": {"absent": "no weights"}}}';;
            *compare*) echo '{"differences": {"eager": 0, "inductor": 1e-2}}';;
            *eager*) echo '{"seconds": 0.004, "settled": true}';;
            *inductor*) echo '{"error": "out of luck"}';;
            """);

    @TempDir
    private Path folder;

    @Test
    void measuresARowOnEverySide() throws InterruptedException {
        var row = measure(
                Map.of(Family.RANVIER, RANVIER, Family.XLA, XLA, Family.TORCH, TORCH, Family.ONNXRUNTIME, "exit 1"));
        assertThat(row.name()).isEqualTo("gemm 8 f32, 2 threads");
        assertThat(row.ranvier()).isEqualTo(2);
        assertThat(row.peers()).isEqualTo(Map.of("xla", 3.0, "eager", 4.0));
        assertThat(row.ratioToBestPeer()).isEqualTo(1.5);
        assertThat(row.shareOfPeak()).isEqualTo(0.5);
        assertThat(row.compileSeconds()).isEqualTo(0.5);
        assertThat(row.agrees()).isFalse();
        var details = Objects.requireNonNull(row.details());
        assertThat(details.cachedCompileSeconds()).isEqualTo(0.25);
        assertThat(details.temporaryBytes()).isEqualTo(1_000_000);
        assertThat(details.packedBytes()).isEqualTo(2_000_000);
        assertThat(details.peerTemporaryBytes()).isEqualTo(Map.of("xla", 5L));
        assertThat(details.peerCompileSeconds()).isEqualTo(Map.of("xla", 2.0));
        assertThat(details.notes())
                .anySatisfy(note -> assertThat(note).isEqualTo("frozen is absent: no weights"))
                .anySatisfy(note -> assertThat(note)
                        .startsWith("onnxruntime is absent: onnxruntime with 2 threads ended with 1 at 'prepare'"))
                .anySatisfy(note ->
                        assertThat(note).isEqualTo("xla still computed after its turn, which slows the next one's"))
                .anySatisfy(note -> assertThat(note)
                        .isEqualTo("inductor failed while it was measured: torch with 2 threads: out of luck"))
                .anySatisfy(note -> assertThat(note)
                        .isEqualTo("differs from inductor by 1.0e-02 of the greatest magnitude, tolerance 1e-03"))
                .hasSize(5);
        assertThat(BenchmarkTable.line(row).replaceAll(" +", " "))
                .isEqualTo("gemm 8 f32, 2 threads 2.000 ms 1.50x – 2.00x – – – 1.50x 50 % f32"
                        + " 0.500, 0.250 (2.000) 1.0 + 2.0 (0.0) DISAGREES");
    }

    @Test
    void showsAProgramThatRanvierCannotRun() throws InterruptedException {
        var row = measure(Map.of(
                Family.RANVIER,
                script("*prepare*) echo '{\"error\": \"no code for stablehlo.fft\"}';;\n"),
                Family.XLA,
                XLA));
        assertThat(row.ranvier()).isNull();
        assertThat(row.ratioToBestPeer()).isNull();
        assertThat(row.agrees()).isFalse();
        assertThat(row.peers()).isEqualTo(Map.of("xla", 3.0));
        assertThat(BenchmarkTable.notes(List.of(row, row)))
                .contains("ranvier failed: ranvier with 2 threads: no code for stablehlo.fft"
                        + " [gemm 8 f32, 2 threads; gemm 8 f32, 2 threads]");
        assertThat(BenchmarkTable.line(row)).contains("failed", "3.000 ms");
    }

    @Test
    void writesRowsWithTheNamesOfTheContract() throws InterruptedException {
        var row = measure(Map.of(Family.RANVIER, RANVIER, Family.XLA, XLA));
        assertThat(new JsonMapper().valueToTree(row).propertyNames())
                .contains(
                        "name",
                        "unit",
                        "ranvier",
                        "peers",
                        "ratio_to_best_peer",
                        "share_of_peak",
                        "compile_seconds",
                        "agrees");
        assertThat(row.agrees()).isTrue();
    }

    /** Measures the row against the peers of the families that have a script. */
    private BenchmarkRow measure(Map<Family, String> scripts) throws InterruptedException {
        var peers = new ArrayList<String>();
        scripts.keySet().forEach(family -> peers.addAll(family.peers()));
        var rows = new ArrayList<BenchmarkRow>();
        try (var board = new Board(role -> start(role, scripts), Set.copyOf(peers), _ -> {})) {
            board.run("gemm", rows::add);
        }
        return rows.getFirst();
    }

    private Side start(Role role, Map<Family, String> scripts) {
        var script = scripts.getOrDefault(role.family(), "exit 9");
        return Side.start(role.toString(), List.of("sh", "-c", script), Map.of(), folder.resolve(role + ".log"));
    }

    /** A process that answers by what a request contains. */
    private static String script(String cases) {
        return "while read -r request; do case $request in\n" + cases + "*) echo '{}';;\nesac; done";
    }
}
