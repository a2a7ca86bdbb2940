package rewardloom.importers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What a user would run in Rewardloom's place, started as a process of its own. The environment variable {@code BENCH_PYTHON} names
 * a Python that has pandas and TensorBoard; without it, benchmarks of peers fail and the others run.
 */
public enum Peer {
    /** TensorBoard's reader in Python, with every point kept. */
    TENSORBOARD("""
        import sys
        from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
        events = EventAccumulator(sys.argv[1], size_guidance={'scalars': 0, 'tensors': 0})
        events.Reload()
        tags = events.Tags()
        print(sum(len(events.Scalars(t)) for t in tags['scalars']) + sum(len(events.Tensors(t)) for t in tags['tensors']))
        """),
    /** TensorBoard's server in Rust, until it has loaded everything once, with every point kept. */
    TENSORBOARD_SERVER("""
        import subprocess, sys, tensorboard_data_server
        server = subprocess.Popen(
            [tensorboard_data_server.server_binary(), '--logdir', sys.argv[1], '--port', '0', '--reload', 'once', '-vv',
             '--samples-per-plugin', 'scalars=all,images=0,audio=0'],
            stderr=subprocess.PIPE, text=True)
        for line in server.stderr:
            if 'load cycle' in line and 'Finished' in line:
                print(line.strip())
                server.kill()
                sys.exit(0)
        sys.exit('the server ended without having loaded anything')
        """),
    /** pandas, into memory only. */
    PANDAS("""
        import sys, pandas
        print(pandas.read_csv(sys.argv[1]).shape)
        """);

    private final String program;

    Peer(String program) {
        this.program = program;
    }

    /**
     * Reads a file or folder with it.
     *
     * @throws IOException if it cannot be started or fails
     */
    public String read(Path path) throws IOException, InterruptedException {
        String python = System.getenv("BENCH_PYTHON");
        if (python == null) {
            throw new IllegalStateException("BENCH_PYTHON names no Python with pandas and tensorboard");
        }
        Process process = new ProcessBuilder(List.of(python, "-c", program, path.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(this + " failed: " + said);
        }
        return said;
    }
}
